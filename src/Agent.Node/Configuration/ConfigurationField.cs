using System.Text;
using Agent.Node.Configuration.Files;
using Agent.Node.Configuration.Flags;
using Agent.Node.Configuration.Schema;

namespace Agent.Node.Configuration;

/// <summary>One field of the configuration, as help and the reference describe it.</summary>
public sealed class ConfigurationField
{
    internal ConfigurationField(string path, Field field)
    {
        Path = path;
        Field = field;
    }

    /// <summary>All fields that hold a value, by path in ordinal order.</summary>
    public static IReadOnlyList<ConfigurationField> All { get; } =
        [.. ConfigurationSchema.Leaves.Select(leaf => new ConfigurationField(leaf.Path, leaf.Field))];

    /// <summary>All fields that a flag sets, by the flag's name in ordinal order.</summary>
    public static IReadOnlyList<ConfigurationField> WithFlag { get; } =
        [.. All.Where(field => field.Flag is not null).OrderBy(field => field.Flag, StringComparer.Ordinal)];

    /// <summary>The field's path, like <c>authentication.anonymous.enabled</c>.</summary>
    public string Path { get; }

    /// <summary>The flag that sets it, without dashes; null when there is none.</summary>
    public string? Flag => Field.Flag?.Name;

    /// <summary>Whether the flag without a value means true.</summary>
    public bool IsSwitch => Field.Type.Kind == FieldKind.Boolean;

    /// <summary>The type's name, or the values of a choice.</summary>
    public string TypeName => Field.Type.Name;

    /// <summary>What stands for the flag's value in help; empty for a switch.</summary>
    public string Placeholder => Field.Flag is null ? "" : FlagText.Placeholder(Field);

    /// <summary>Whether this version acts on it.</summary>
    public bool IsImplemented => ConfigurationSupport.IsImplemented(Path);

    /// <summary>The default as a file would hold it; empty when there is none.</summary>
    public string Default
    {
        get
        {
            var node = NodeWriter.Defaults.Find(Path);
            var text = new StringBuilder();
            if (node is not null)
            {
                YamlText.AppendFlow(text, node);
            }

            return text.ToString() is var value and not ("\"\"" or "{}" or "[]") ? value : "";
        }
    }

    /// <summary>Identifier of the property in the compiler's documentation file.</summary>
    public string DocumentationId => Field.DocumentationId;

    internal Field Field { get; }
}
