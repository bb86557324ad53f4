using System.Reflection;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Agent.Node.Configuration.Schema;

/// <summary>One field of a configuration record, read from the property's type and attributes.</summary>
internal sealed class Field
{
    private readonly PropertyInfo _property;

    public Field(PropertyInfo property, FieldType type, object? @default)
    {
        _property = property;
        Type = type;
        Default = @default;
        Name = property.GetCustomAttribute<JsonPropertyNameAttribute>()?.Name ?? JsonNamingPolicy.CamelCase.ConvertName(property.Name);
        Flag = property.GetCustomAttribute<FlagAttribute>();
        ZeroIsUnset = property.IsDefined(typeof(ZeroIsUnsetAttribute));
        IsSecret = property.IsDefined(typeof(SecretAttribute));
    }

    /// <summary>The name in a file.</summary>
    public string Name { get; }

    public FieldType Type { get; }

    /// <summary>The value when it is not set; null for none.</summary>
    public object? Default { get; }

    /// <summary>The flag that sets it, if there is one.</summary>
    public FlagAttribute? Flag { get; }

    public bool ZeroIsUnset { get; }

    public bool IsSecret { get; }

    /// <summary>Identifier of the property in the compiler's documentation file.</summary>
    public string DocumentationId => $"P:{_property.DeclaringType!.FullName}.{_property.Name}";

    public object? Get(object record) => _property.GetValue(record);

    public void Set(object record, object value) => _property.SetValue(record, value);
}
