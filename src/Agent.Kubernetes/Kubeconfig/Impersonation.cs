namespace Agent.Kubernetes.Kubeconfig;

/// <summary>Whom requests act as.</summary>
/// <param name="User">User name (<c>as</c>).</param>
/// <param name="Uid">User id (<c>as-uid</c>); null: none.</param>
/// <param name="Groups">Groups (<c>as-groups</c>).</param>
/// <param name="Extra">More about the user (<c>as-user-extra</c>), in order of the keys.</param>
public sealed record Impersonation(
    string User,
    string? Uid,
    IReadOnlyList<string> Groups,
    IReadOnlyList<KeyValuePair<string, IReadOnlyList<string>>> Extra);
