namespace Agent.ApiServer.Tokens;

/// <summary>Whom a token is for.</summary>
/// <param name="Namespace">The service account's namespace.</param>
/// <param name="Name">Its name.</param>
/// <param name="Uid">Its UID.</param>
internal sealed record TokenSubject(string Namespace, string Name, string Uid)
{
    /// <summary>Kind of the object with which the token ends, Pod, Secret or Node; null: none.</summary>
    public string? BoundKind { get; init; }

    public string? BoundName { get; init; }

    public string? BoundUid { get; init; }

    /// <summary>The node of the pod.</summary>
    public string? NodeName { get; init; }

    public string? NodeUid { get; init; }

    public string UserName => $"system:serviceaccount:{Namespace}:{Name}";
}
