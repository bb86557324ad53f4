namespace Agent.Node.Configuration;

/// <summary>
/// Marks a field for which 0, an empty text or <c>0s</c> in a file means "not set", so that the default applies. It is so for
/// each field that the kubelet's own type cannot tell apart from an absent one. A flag is taken literally.
/// </summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class ZeroIsUnsetAttribute : Attribute;
