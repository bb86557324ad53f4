using System.Collections.Immutable;
using System.Reflection;
using System.Text.Json.Serialization;

namespace Agent.Node.Configuration.Schema;

/// <summary>The type of a configuration value: its shape, what is inside it, and how it is described to people.</summary>
internal sealed class FieldType
{
    private FieldType(Type clrType, FieldKind kind)
    {
        ClrType = clrType;
        Kind = kind;
    }

    /// <summary>The type of the property, without Nullable.</summary>
    public Type ClrType { get; }

    public FieldKind Kind { get; }

    /// <summary>The type of a list's items or a map's values.</summary>
    public FieldType? Element { get; private init; }

    /// <summary>The fields of a record.</summary>
    public IReadOnlyList<Field> Fields { get; private init; } = [];

    /// <summary>The values of a choice by their names in a file.</summary>
    public IReadOnlyList<(string Name, object Value)> Choices { get; private init; } = [];

    /// <summary>What may be written, for an error message.</summary>
    public string Allowed => Kind switch
    {
        FieldKind.Boolean => "true or false",
        FieldKind.Integer => "a whole number",
        FieldKind.Number => "a number",
        FieldKind.Text => "a text",
        FieldKind.Duration => "a duration such as 1m30s",
        FieldKind.Choice => OneOf(Choices.Select(choice => choice.Name)),
        FieldKind.List => $"a list, each item {Element!.Allowed}",
        FieldKind.Map => $"a mapping, each value {Element!.Allowed}",
        _ => "a mapping of fields",
    };

    /// <summary>The type's name in the reference.</summary>
    public string Name => Kind switch
    {
        FieldKind.Choice => string.Join(", ", Choices.Select(choice => choice.Name)),
        FieldKind.List => $"list of {Element!.Name}",
        FieldKind.Map => $"map of {Element!.Name}",
        FieldKind.Record => ClrType.Name,
        _ => Kind.ToString().ToLowerInvariant(),
    };

    /// <summary>Finds out the type of a property or an item.</summary>
    public static FieldType Of(Type type)
    {
        type = Nullable.GetUnderlyingType(type) ?? type;
        if (type.IsEnum)
        {
            return new FieldType(type, FieldKind.Choice) { Choices = ChoicesOf(type) };
        }

        if (type.IsGenericType && type.GetGenericTypeDefinition() == typeof(IReadOnlyList<>))
        {
            return new FieldType(type, FieldKind.List) { Element = Of(type.GetGenericArguments()[0]) };
        }

        if (type.IsGenericType && type.GetGenericTypeDefinition() == typeof(ImmutableSortedDictionary<,>))
        {
            return new FieldType(type, FieldKind.Map) { Element = Of(type.GetGenericArguments()[1]) };
        }

        FieldKind? scalar = type == typeof(bool) ? FieldKind.Boolean
            : type == typeof(int) || type == typeof(long) ? FieldKind.Integer
            : type == typeof(double) ? FieldKind.Number
            : type == typeof(string) ? FieldKind.Text
            : type == typeof(TimeSpan) ? FieldKind.Duration
            : null;
        return scalar is { } kind
            ? new FieldType(type, kind)
            : new FieldType(type, FieldKind.Record) { Fields = FieldsOf(type) };
    }

    /// <summary>Joins names as people do: <c>a, b or c</c>.</summary>
    public static string OneOf(IEnumerable<string> names)
    {
        var all = names.ToArray();
        return all.Length == 1 ? all[0] : $"{string.Join(", ", all[..^1])} or {all[^1]}";
    }

    private static Field[] FieldsOf(Type type)
    {
        var defaults = Activator.CreateInstance(type)!;
        return
        [
            .. type.GetProperties(BindingFlags.Public | BindingFlags.Instance)
                .Where(property => property.CanWrite)
                .Select(property => new Field(property, Of(property.PropertyType), property.GetValue(defaults))),
        ];
    }

    private static (string Name, object Value)[] ChoicesOf(Type type) =>
    [
        .. type.GetFields(BindingFlags.Public | BindingFlags.Static).Select(field =>
            (field.GetCustomAttribute<JsonStringEnumMemberNameAttribute>()?.Name ?? field.Name, field.GetValue(null)!)),
    ];
}
