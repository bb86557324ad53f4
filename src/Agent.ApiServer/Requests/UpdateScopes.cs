namespace Agent.ApiServer.Requests;

/// <summary>The subresources that are parts of their object.</summary>
internal static class UpdateScopes
{
    /// <summary>The part; null: the subresource is no part of the object.</summary>
    public static UpdateScope? Find(string subresource) => subresource switch
    {
        "status" => UpdateScope.Status,
        "ephemeralcontainers" => UpdateScope.EphemeralContainers,
        "resize" => UpdateScope.Resize,
        "finalize" => UpdateScope.Finalize,
        "approval" => UpdateScope.Approval,
        _ => null,
    };
}
