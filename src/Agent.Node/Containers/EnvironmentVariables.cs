namespace Agent.Node.Containers;

/// <summary>Variables that keep the order of their first definition.</summary>
internal sealed class EnvironmentVariables
{
    private readonly Dictionary<string, string> _values = new(StringComparer.Ordinal);
    private readonly List<string> _order = [];

    /// <summary>By name.</summary>
    public IReadOnlyDictionary<string, string> Values => _values;

    /// <summary>In order.</summary>
    public IEnumerable<KeyValuePair<string, string>> Ordered => _order.Select(name => KeyValuePair.Create(name, _values[name]));

    /// <summary>Defines or redefines a variable.</summary>
    public void Set(string name, string value)
    {
        if (!_values.ContainsKey(name))
        {
            _order.Add(name);
        }

        _values[name] = value;
    }
}
