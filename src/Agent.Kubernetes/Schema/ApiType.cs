using System.Collections.Concurrent;
using System.Collections.Frozen;
using System.Text;

namespace Agent.Kubernetes;

/// <summary>A type of the Kubernetes API with its fields, from the field table.</summary>
internal sealed class ApiType
{
    private static readonly ConcurrentDictionary<string, ApiType> Types = new(StringComparer.Ordinal);

    private ApiType(string name, string table)
    {
        Name = name;
        Fields = table.Split('\n').Select(ApiField.Parse).ToFrozenDictionary(f => f.Name, StringComparer.Ordinal);
    }

    /// <summary>The name as <c>group.version.Name</c>.</summary>
    public string Name { get; }

    /// <summary>The fields by their names in JSON.</summary>
    public FrozenDictionary<string, ApiField> Fields { get; }

    /// <summary>A type by its name.</summary>
    /// <exception cref="ArgumentException">The agent does not use such a type.</exception>
    public static ApiType Get(string name) => Types.GetOrAdd(name, static n =>
    {
        var table = ApiTypeTable.Fields(n);
        return table.IsEmpty
            ? throw new ArgumentException($"{n} is not a type of the field table")
            : new ApiType(n, Encoding.UTF8.GetString(table));
    });

    /// <summary>The type a model stands for.</summary>
    /// <exception cref="ArgumentException">The class is not a model.</exception>
    public static ApiType Of<T>() =>
        Get(ApiTypeTable.NameOf(typeof(T)) ?? throw new ArgumentException($"{typeof(T).Name} is not a model"));
}
