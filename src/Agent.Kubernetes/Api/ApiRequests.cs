namespace Agent.Kubernetes.Api;

/// <summary>Makes requests.</summary>
public static class ApiRequests
{
    /// <summary>One object.</summary>
    /// <param name="resource">The resource.</param>
    /// <param name="space">Namespace; null for resources without one.</param>
    /// <param name="name">Name.</param>
    /// <param name="resourceVersion"><c>0</c>: any version the server has at hand; null: the latest.</param>
    public static ApiRequest Get(ApiResource resource, string? space, string name, string? resourceVersion = null)
    {
        var request = new ApiRequest { Verb = ApiVerb.Get, Resource = resource, Namespace = space, Name = name };
        return resourceVersion is null ? request : request.With("resourceVersion", resourceVersion);
    }

    /// <summary>A collection.</summary>
    /// <param name="resource">The resource.</param>
    /// <param name="space">Namespace; null: all.</param>
    /// <param name="fieldSelector">As <c>spec.nodeName=n1</c>; null: none.</param>
    /// <param name="labelSelector">As <c>app in (a,b)</c>; null: none.</param>
    public static ApiRequest List(ApiResource resource, string? space = null, string? fieldSelector = null, string? labelSelector = null)
    {
        var request = new ApiRequest { Verb = ApiVerb.List, Resource = resource, Namespace = space };
        request = fieldSelector is null ? request : request.With("fieldSelector", fieldSelector);
        return labelSelector is null ? request : request.With("labelSelector", labelSelector);
    }

    /// <summary>A watch of what <paramref name="list"/> lists, from a resource version on, with bookmarks.</summary>
    public static ApiRequest Watch(ApiRequest list, string resourceVersion, TimeSpan timeout) =>
        (list with { Verb = ApiVerb.Watch })
            .With("watch", "true")
            .With("allowWatchBookmarks", "true")
            .With("resourceVersion", resourceVersion)
            .With("timeoutSeconds", ((long)timeout.TotalSeconds).ToString(System.Globalization.CultureInfo.InvariantCulture));

    /// <summary>A new object, or a subresource of one.</summary>
    public static ApiRequest Create<T>(ApiResource resource, string? space, T value, string? name = null, string? subresource = null)
        where T : class => new()
        {
            Verb = ApiVerb.Create,
            Resource = resource,
            Namespace = space,
            Name = name,
            Subresource = subresource,
            Body = KubernetesJson.SerializeToUtf8Bytes(value),
        };

    /// <summary>The whole object anew; its resource version must be current.</summary>
    public static ApiRequest Update<T>(ApiResource resource, string? space, string name, T value, string? subresource = null)
        where T : class => new()
        {
            Verb = ApiVerb.Update,
            Resource = resource,
            Namespace = space,
            Name = name,
            Subresource = subresource,
            Body = KubernetesJson.SerializeToUtf8Bytes(value),
        };

    /// <summary>A patch.</summary>
    /// <param name="resource">The resource.</param>
    /// <param name="space">Namespace; null for resources without one.</param>
    /// <param name="name">Name.</param>
    /// <param name="patch">UTF-8 JSON of the patch.</param>
    /// <param name="contentType">One of <see cref="ApiContentTypes"/>.</param>
    /// <param name="subresource">Subresource; null: the object itself.</param>
    public static ApiRequest Patch(
        ApiResource resource, string? space, string name, ReadOnlyMemory<byte> patch, string contentType, string? subresource = null) => new()
        {
            Verb = ApiVerb.Patch,
            Resource = resource,
            Namespace = space,
            Name = name,
            Subresource = subresource,
            Body = patch,
            ContentType = contentType,
        };

    /// <summary>Deletes an object.</summary>
    /// <param name="resource">The resource.</param>
    /// <param name="space">Namespace; null for resources without one.</param>
    /// <param name="name">Name.</param>
    /// <param name="graceSeconds">Grace period in seconds; null: the object's own.</param>
    /// <param name="uid">Only the object with this UID; null: any.</param>
    public static ApiRequest Delete(ApiResource resource, string? space, string name, long? graceSeconds = null, string? uid = null)
    {
        var buffer = new System.Buffers.ArrayBufferWriter<byte>();
        using (var writer = new System.Text.Json.Utf8JsonWriter(buffer))
        {
            writer.WriteStartObject();
            writer.WriteString("apiVersion", "v1");
            writer.WriteString("kind", "DeleteOptions");
            if (graceSeconds is { } grace)
            {
                writer.WriteNumber("gracePeriodSeconds", grace);
            }

            if (uid is not null)
            {
                writer.WriteStartObject("preconditions");
                writer.WriteString("uid", uid);
                writer.WriteEndObject();
            }

            writer.WriteEndObject();
        }

        return new ApiRequest { Verb = ApiVerb.Delete, Resource = resource, Namespace = space, Name = name, Body = buffer.WrittenMemory };
    }
}
