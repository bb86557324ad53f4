namespace Agent.Kubernetes.Api;

/// <summary>A kind of object as the API server's paths name it.</summary>
/// <param name="Group">API group; empty for the core group.</param>
/// <param name="Version">Version of the group, as <c>v1</c>.</param>
/// <param name="Plural">Resource name in paths, as <c>pods</c>.</param>
/// <param name="Kind">Kind in objects, as <c>Pod</c>.</param>
/// <param name="Namespaced">Objects live in namespaces.</param>
public sealed record ApiResource(string Group, string Version, string Plural, string Kind, bool Namespaced)
{
    /// <summary>The apiVersion of its objects: <c>v1</c>, or <c>group/version</c>.</summary>
    public string ApiVersion => Group.Length == 0 ? Version : Group + "/" + Version;

    /// <inheritdoc/>
    public override string ToString() => Group.Length == 0 ? Plural : Plural + "." + Group;
}
