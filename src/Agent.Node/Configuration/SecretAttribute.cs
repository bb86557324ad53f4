namespace Agent.Node.Configuration;

/// <summary>Marks a field whose value must not appear in a log, an error or the output of <c>config print</c>.</summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class SecretAttribute : Attribute;
