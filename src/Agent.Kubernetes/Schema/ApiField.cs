namespace Agent.Kubernetes;

/// <summary>A field of a type of the Kubernetes API.</summary>
internal sealed class ApiField
{
    private const string MapPrefix = "map<string,";

    private ApiField(string[] cells)
    {
        Name = cells[0];
        var kind = cells[1];
        Shape = kind.StartsWith(MapPrefix, StringComparison.Ordinal) ? ApiShape.Map
            : kind.EndsWith("[]", StringComparison.Ordinal) ? ApiShape.List
            : ApiShape.One;
        Element = Shape switch
        {
            ApiShape.Map => kind[MapPrefix.Length..^1],
            ApiShape.List => kind[..^2],
            _ => kind,
        };
        Required = cells[2].Length > 0;
        var strategies = cells[3].Split(',');
        Merges = strategies.Contains("merge");
        RetainsKeys = strategies.Contains("retainKeys");
        Replaces = strategies.Contains("replace");
        PatchMergeKey = cells[4].Length > 0 ? cells[4] : null;
        ListType = cells[5].Length > 0 ? cells[5] : null;
        ListMapKeys = cells[6].Length > 0 ? cells[6].Split(',') : [];
    }

    /// <summary>The name in JSON.</summary>
    public string Name { get; }

    /// <summary>One value, a list or a map.</summary>
    public ApiShape Shape { get; }

    /// <summary>The scalar or the type of the value, of an entry, or of a map's value; a list of a scalar ends in [].</summary>
    public string Element { get; }

    /// <summary>Whether JSON always has the field.</summary>
    public bool Required { get; }

    /// <summary>Whether a strategic merge patch merges the list instead of replacing it.</summary>
    public bool Merges { get; }

    /// <summary>Whether a strategic merge patch clears the fields it does not name (<c>$retainKeys</c>).</summary>
    public bool RetainsKeys { get; }

    /// <summary>Whether a strategic merge patch replaces the object instead of merging it.</summary>
    public bool Replaces { get; }

    /// <summary>
    /// The key a strategic merge patch matches entries by; null when entries are scalars or the list is replaced.
    /// </summary>
    public string? PatchMergeKey { get; }

    /// <summary>atomic, set, map or granular; null when the API does not say.</summary>
    public string? ListType { get; }

    /// <summary>The keys of a list map.</summary>
    public IReadOnlyList<string> ListMapKeys { get; }

    /// <summary>Whether <see cref="Element"/> is a type with fields of its own.</summary>
    public bool IsObject => Element.Contains('.', StringComparison.Ordinal);

    internal static ApiField Parse(string line) => new(line.Split('\t'));
}
