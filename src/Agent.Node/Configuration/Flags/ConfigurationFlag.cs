namespace Agent.Node.Configuration.Flags;

/// <summary>A command-line flag that sets a configuration field.</summary>
public sealed class ConfigurationFlag
{
    internal ConfigurationFlag(string path, Schema.Field field)
    {
        Path = path;
        Field = field;
    }

    /// <summary>The flag's name, without dashes.</summary>
    public string Name => Field.Flag!.Name;

    /// <summary>The field's path, like <c>authentication.anonymous.enabled</c>.</summary>
    public string Path { get; }

    /// <summary>Whether the flag without a value means true.</summary>
    public bool IsSwitch => Field.Type.Kind == Schema.FieldKind.Boolean;

    /// <summary>What may be written after the flag.</summary>
    public string Allowed => FlagText.Allowed(Field);

    /// <summary>Identifier of the field in the compiler's documentation file.</summary>
    public string DocumentationId => Field.DocumentationId;

    internal Schema.Field Field { get; }
}
