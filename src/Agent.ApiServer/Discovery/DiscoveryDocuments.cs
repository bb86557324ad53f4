using System.Text.Json.Nodes;
using Agent.ApiServer.Resources;
using Agent.Kubernetes.Api;

namespace Agent.ApiServer.Discovery;

/// <summary>What tells clients which resources there are.</summary>
internal static class DiscoveryDocuments
{
    /// <summary>Every resource that is served, kept or answered.</summary>
    public static IEnumerable<ApiResourceInfo> Served => ResourceCatalog.All.Select(d => d.Info).Concat(VirtualResources.All);

    /// <summary>The groups but the core group, by name, with their one version.</summary>
    public static IEnumerable<(string Group, string Version)> Groups => Served
        .Where(i => i.Resource.Group.Length > 0)
        .Select(i => (i.Resource.Group, i.Resource.Version))
        .Distinct()
        .OrderBy(g => g.Group, StringComparer.Ordinal);

    public static JsonObject CoreVersions(string address) => new()
    {
        ["kind"] = "APIVersions",
        ["versions"] = new JsonArray("v1"),
        ["serverAddressByClientCIDRs"] = new JsonArray(new JsonObject
        {
            ["clientCIDR"] = "0.0.0.0/0",
            ["serverAddress"] = address,
        }),
    };

    public static JsonObject GroupList() => new()
    {
        ["kind"] = "APIGroupList",
        ["apiVersion"] = "v1",
        ["groups"] = new JsonArray([.. Groups.Select(g => (JsonNode)GroupOf(g.Group, g.Version, isAlone: false))]),
    };

    public static JsonObject? Group(string group)
    {
        var found = Groups.FirstOrDefault(g => g.Group == group);
        return found.Group is null ? null : GroupOf(found.Group, found.Version, isAlone: true);
    }

    public static JsonObject? Resources(string group, string version)
    {
        var served = Served.Where(i => i.Resource.Group == group && i.Resource.Version == version).ToList();
        return served.Count == 0 ? null : new JsonObject
        {
            ["kind"] = "APIResourceList",
            ["apiVersion"] = "v1",
            ["groupVersion"] = group.Length == 0 ? version : group + "/" + version,
            ["resources"] = new JsonArray([.. served.SelectMany(Entries)]),
        };
    }

    /// <summary>All of it at once (<c>apidiscovery.k8s.io/v2</c>), for the core group or for the others.</summary>
    public static JsonObject Aggregated(bool isCore)
    {
        IEnumerable<(string Group, string Version)> groups = isCore ? [("", "v1")] : Groups;
        return new JsonObject
        {
            ["kind"] = "APIGroupDiscoveryList",
            ["apiVersion"] = "apidiscovery.k8s.io/v2",
            ["metadata"] = new JsonObject(),
            ["items"] = new JsonArray([.. groups.Select(g => (JsonNode)new JsonObject
            {
                ["metadata"] = g.Group.Length == 0 ? new JsonObject() : new JsonObject { ["name"] = g.Group },
                ["versions"] = new JsonArray(new JsonObject
                {
                    ["version"] = g.Version,
                    ["freshness"] = "Current",
                    ["resources"] = new JsonArray([.. Served
                        .Where(i => i.Resource.Group == g.Group && i.Resource.Version == g.Version)
                        .Select(i => (JsonNode)Aggregated(i))]),
                }),
            })]),
        };
    }

    private static JsonObject Aggregated(ApiResourceInfo info)
    {
        var entry = new JsonObject
        {
            ["resource"] = info.Resource.Plural,
            ["responseKind"] = KindOf(info.Resource.ApiVersion, info.Resource.Kind),
            ["scope"] = info.Resource.Namespaced ? "Namespaced" : "Cluster",
            ["singularResource"] = info.Singular,
            ["verbs"] = Texts(info.Verbs),
        };
        Names(entry, "shortNames", info.ShortNames);
        Names(entry, "categories", info.Categories);
        if (info.Subresources.Length > 0)
        {
            entry["subresources"] = new JsonArray([.. info.Subresources.Select(s => (JsonNode)new JsonObject
            {
                ["subresource"] = s.Name,
                ["responseKind"] = KindOf(s.ApiVersion, s.Kind),
                ["verbs"] = Texts(s.Verbs),
            })]);
        }

        return entry;
    }

    private static (string Group, string Version) Split(string apiVersion)
    {
        var slash = apiVersion.IndexOf('/', StringComparison.Ordinal);
        return slash < 0 ? ("", apiVersion) : (apiVersion[..slash], apiVersion[(slash + 1)..]);
    }

    private static JsonObject KindOf(string apiVersion, string kind)
    {
        var (group, version) = Split(apiVersion);
        return new JsonObject { ["group"] = group, ["version"] = version, ["kind"] = kind };
    }

    private static JsonObject GroupOf(string group, string version, bool isAlone)
    {
        var made = new JsonObject();
        if (isAlone)
        {
            made["kind"] = "APIGroup";
            made["apiVersion"] = "v1";
        }

        made["name"] = group;
        made["versions"] = new JsonArray(new JsonObject { ["groupVersion"] = group + "/" + version, ["version"] = version });
        made["preferredVersion"] = new JsonObject { ["groupVersion"] = group + "/" + version, ["version"] = version };
        return made;
    }

    private static IEnumerable<JsonNode> Entries(ApiResourceInfo info)
    {
        var entry = Entry(info.Resource, info.Resource.Plural, info.Singular, info.Resource.Kind, info.Verbs);
        Names(entry, "shortNames", info.ShortNames);
        Names(entry, "categories", info.Categories);
        yield return entry;
        foreach (var subresource in info.Subresources)
        {
            var name = info.Resource.Plural + "/" + subresource.Name;
            var below = Entry(info.Resource, name, "", subresource.Kind, subresource.Verbs);
            if (subresource.ApiVersion != info.Resource.ApiVersion)
            {
                (below["group"], below["version"]) = Split(subresource.ApiVersion);
            }

            yield return below;
        }
    }

    private static JsonObject Entry(ApiResource resource, string name, string singular, string kind, IEnumerable<string> verbs) => new()
    {
        ["name"] = name,
        ["singularName"] = singular,
        ["namespaced"] = resource.Namespaced,
        ["kind"] = kind,
        ["verbs"] = Texts(verbs),
    };

    private static void Names(JsonObject entry, string field, IReadOnlyCollection<string> names)
    {
        if (names.Count > 0)
        {
            entry[field] = Texts(names);
        }
    }

    private static JsonArray Texts(IEnumerable<string> texts) => new([.. texts.Select(t => (JsonNode)t)]);
}
