namespace Agent.Node.Configuration;

/// <summary>Names the command-line flag that sets a configuration field; a flag beats every file.</summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class FlagAttribute(string name) : Attribute
{
    /// <summary>The kubelet's name of the flag, without the leading dashes.</summary>
    public string Name { get; } = name;

    /// <summary>How the flag's text becomes the field's value; for most types there is only one way.</summary>
    public FlagSyntax Syntax { get; init; }
}
