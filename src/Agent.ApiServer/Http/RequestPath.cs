using Agent.Kubernetes.Api;

namespace Agent.ApiServer.Http;

/// <summary>What a path of the API names.</summary>
/// <param name="Group">Group; empty: the core group.</param>
/// <param name="Version">Version.</param>
/// <param name="Plural">Resource; null: the group and version themselves.</param>
/// <param name="Namespace">Namespace; null: none or all.</param>
/// <param name="Name">Name; null: the collection.</param>
/// <param name="Subresource">Subresource; null: the object.</param>
internal sealed record RequestPath(
    string Group, string Version, string? Plural, string? Namespace, string? Name, string? Subresource)
{
    /// <summary>Reads a path such as <c>/apis/apps/v1/namespaces/default/deployments/web/scale</c>; null: it is no such path.</summary>
    public static RequestPath? Parse(string path)
    {
        var parts = path.Split('/', StringSplitOptions.RemoveEmptyEntries);
        return parts switch
        {
            ["api", var version, .. var rest] => Parse("", version, rest),
            ["apis", var group, var version, .. var rest] => Parse(group, version, rest),
            _ => null,
        };
    }

    /// <summary>The verb of a method; null: there is none.</summary>
    public ApiVerb? Verb(string method, bool isWatch) => (method, Name) switch
    {
        ("GET" or "HEAD", _) when isWatch => ApiVerb.Watch,
        ("GET" or "HEAD", null) => ApiVerb.List,
        ("GET" or "HEAD", _) => ApiVerb.Get,
        ("POST", _) => ApiVerb.Create,
        ("PUT", { }) => ApiVerb.Update,
        ("PATCH", { }) => ApiVerb.Patch,
        ("DELETE", null) => ApiVerb.DeleteCollection,
        ("DELETE", _) => ApiVerb.Delete,
        _ => null,
    };

    private static RequestPath Parse(string group, string version, string[] rest)
    {
        // Below /namespaces/NAME come the namespace's own subresources and the resources in it.
        if (rest is ["namespaces", var space, var plural, .. var below] && plural is not ("status" or "finalize"))
        {
            return Below(group, version, space, plural, below);
        }

        return rest.Length == 0
            ? new RequestPath(group, version, null, null, null, null)
            : Below(group, version, null, rest[0], rest[1..]);
    }

    private static RequestPath Below(string group, string version, string? space, string plural, string[] rest) => new(
        group,
        version,
        plural,
        space,
        rest.Length > 0 ? Uri.UnescapeDataString(rest[0]) : null,
        rest.Length > 1 ? string.Join('/', rest[1..]) : null);
}
