namespace Agent.ApiServer.Access;

/// <summary>What somebody wants to do.</summary>
/// <param name="User">Who.</param>
/// <param name="Verb">The verb, as <c>get</c>.</param>
public sealed record AccessRequest(UserInfo User, string Verb)
{
    /// <summary>API group; empty: the core group.</summary>
    public string Group { get; init; } = "";

    /// <summary>Resource; empty when <see cref="Path"/> is what is asked for.</summary>
    public string Resource { get; init; } = "";

    /// <summary>Subresource; empty: the object.</summary>
    public string Subresource { get; init; } = "";

    /// <summary>Namespace; empty: all, or none.</summary>
    public string Namespace { get; init; } = "";

    /// <summary>Name; empty: any.</summary>
    public string Name { get; init; } = "";

    /// <summary>A path that is no resource, as <c>/metrics</c>; null: a resource is asked for.</summary>
    public string? Path { get; init; }
}
