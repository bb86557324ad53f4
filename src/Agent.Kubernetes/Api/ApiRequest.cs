using System.Collections.Immutable;

namespace Agent.Kubernetes.Api;

/// <summary>One request to the API server, free of transport. Built with <see cref="ApiRequests"/>.</summary>
public sealed record ApiRequest
{
    /// <summary>What it does.</summary>
    public required ApiVerb Verb { get; init; }

    /// <summary>The resource.</summary>
    public required ApiResource Resource { get; init; }

    /// <summary>Namespace; null for resources without one and for collections across namespaces.</summary>
    public string? Namespace { get; init; }

    /// <summary>Name of the object; null for collections.</summary>
    public string? Name { get; init; }

    /// <summary>Subresource, as <c>status</c>, <c>token</c>, <c>eviction</c>, <c>binding</c>; null: the object itself.</summary>
    public string? Subresource { get; init; }

    /// <summary>Query parameters in the order they are sent, as <c>fieldSelector</c>, <c>resourceVersion</c>, <c>limit</c>.</summary>
    public ImmutableArray<KeyValuePair<string, string>> Query { get; init; } = [];

    /// <summary>Body, UTF-8 JSON; empty: none.</summary>
    public ReadOnlyMemory<byte> Body { get; init; }

    /// <summary>Type of the body; one of <see cref="ApiContentTypes"/>.</summary>
    public string ContentType { get; init; } = ApiContentTypes.Json;

    /// <summary>Which connection carries it.</summary>
    public ApiConnection Connection { get; init; } = ApiConnection.Shared;

    /// <summary>The value of a query parameter; null when it is not there.</summary>
    public string? Parameter(string name)
    {
        foreach (var (key, value) in Query)
        {
            if (key == name)
            {
                return value;
            }
        }

        return null;
    }

    /// <summary>This request with one more query parameter.</summary>
    public ApiRequest With(string parameter, string value) => this with { Query = Query.Add(KeyValuePair.Create(parameter, value)) };

    /// <summary>Names what is asked without its body, for logs.</summary>
    public override string ToString() =>
        $"{Verb} {Resource} {(Namespace is null ? "" : Namespace + "/")}{Name}{(Subresource is null ? "" : "/" + Subresource)}";
}
