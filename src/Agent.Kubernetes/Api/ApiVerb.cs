namespace Agent.Kubernetes.Api;

/// <summary>What a request does with its resource; the verbs of authorization and audit.</summary>
public enum ApiVerb
{
    /// <summary>GET of one object.</summary>
    Get,

    /// <summary>GET of a collection.</summary>
    List,

    /// <summary>GET of a collection with <c>watch=true</c>: a stream of changes.</summary>
    Watch,

    /// <summary>POST to a collection or a subresource.</summary>
    Create,

    /// <summary>PUT of a whole object.</summary>
    Update,

    /// <summary>PATCH; the body's content type names the kind of patch.</summary>
    Patch,

    /// <summary>DELETE of one object.</summary>
    Delete,

    /// <summary>DELETE of a collection.</summary>
    DeleteCollection,
}
