using System.Buffers;
using System.Text;
using System.Text.Json.Nodes;
using Agent.ApiServer.Errors;
using Agent.ApiServer.Json;
using Agent.ApiServer.Resources;
using Agent.ApiServer.Store;
using Agent.ApiServer.Watching;
using Agent.Kubernetes.Api;
using Agent.Kubernetes.Selectors;

namespace Agent.ApiServer.Requests;

/// <summary>Get, list and watch.</summary>
internal sealed class ObjectReader(RequestContext context)
{
    public ApiResponse Get(ResourceDefinition definition, ApiRequest request)
    {
        CheckReached(request.Version());
        return new ApiResponse(200, context.Get(definition, request.Namespace, request.Name!).Json);
    }

    public ApiResponse List(ResourceDefinition definition, ApiRequest request)
    {
        var page = Page(definition, request);
        return new ApiResponse(200, Write(definition, page));
    }

    /// <summary>The objects of one page of a list.</summary>
    public ListPage Page(ResourceDefinition definition, ApiRequest request)
    {
        var filter = FilterOf(definition, request);
        var limit = request.Number("limit") ?? 0;
        var at = request.Version();
        var exact = request.Parameter("resourceVersionMatch") == "Exact";
        ObjectKey? after = null;
        if (request.Parameter("continue") is { Length: > 0 } token)
        {
            (at, after) = ReadContinue(token);
            exact = true;
        }

        CheckReached(at);
        var (objects, version) = context.Store.Select(definition, filter, exact ? at : null);
        if (objects is null)
        {
            throw after is null
                ? ApiErrors.Expired(StoredObject.VersionText(version), context.Store.Version)
                : ApiErrors.ContinueExpired();
        }

        if (after is { } last)
        {
            objects = objects.SkipWhile(o => o.Key <= last).ToList();
        }

        if (limit <= 0 || objects.Count <= limit)
        {
            return new ListPage(objects, version, null, 0);
        }

        var page = objects.Take((int)limit).ToList();
        return new ListPage(page, version, WriteContinue(version, page[^1].Key), objects.Count - page.Count);
    }

    public ApiWatchResult Watch(ResourceDefinition definition, ApiRequest request)
    {
        var filter = FilterOf(definition, request);
        var from = request.Version();
        var timeout = request.Number("timeoutSeconds");
        var initial = request.Flag("sendInitialEvents") && request.Parameter("sendInitialEvents") is not null;
        var bookmarks = request.Parameter("allowWatchBookmarks") is not null && request.Flag("allowWatchBookmarks");
        if (initial && request.Parameter("resourceVersionMatch") != "NotOlderThan")
        {
            throw ApiErrors.BadRequest("sendInitialEvents: Forbidden: resourceVersionMatch must be NotOlderThan");
        }

        var options = new WatchOptions(
            filter,
            initial || from is null or 0 ? null : from,
            bookmarks,
            initial && bookmarks,
            timeout is { } seconds and > 0 ? TimeSpan.FromSeconds(seconds) : null);
        if (context.Store.Watch(definition, options) is { } watch)
        {
            return new ApiWatchResult(watch, null);
        }

        // As upstream: the watch is accepted, and its only event is the error.
        var expired = ApiErrors.Expired(StoredObject.VersionText(from ?? 0), context.Store.Version);
        return new ApiWatchResult(new RefusedWatch(ApiErrors.Frame(expired)), null);
    }

    /// <summary>What a request's namespace, name and selectors select.</summary>
    public static ObjectFilter FilterOf(ResourceDefinition definition, ApiRequest request)
    {
        try
        {
            var fields = request.Parameter("fieldSelector");
            if (request.Name is { } name && request.Verb == ApiVerb.Watch)
            {
                fields = string.IsNullOrEmpty(fields) ? "metadata.name=" + name : $"{fields},metadata.name={name}";
            }

            var selector = FieldSelector.Parse(fields ?? "");
            foreach (var field in selector.Requirements.Select(r => r.Field))
            {
                if (!SelectableFields.Contains(definition.Resource.ApiVersion, definition.Resource.Kind, field))
                {
                    throw ApiErrors.BadRequest(
                        $"Unable to find \"{definition.Resource.ApiVersion}, Resource={definition.Resource.Plural}\" that match label "
                        + $"selector \"{request.Parameter("labelSelector")}\", field selector \"{fields}\": field label not supported: {field}");
                }
            }

            var space = request.Namespace ?? (definition.Resource.Namespaced ? selector.Exact("metadata.namespace") : null);
            var labels = LabelSelector.Parse(request.Parameter("labelSelector") ?? "");
            return new ObjectFilter(
                space, labels.Requirements.IsEmpty ? null : labels, selector.Requirements.IsEmpty ? null : selector)
            {
                IsNamespaced = definition.Resource.Namespaced,
            };
        }
        catch (FormatException wrong)
        {
            throw ApiErrors.BadRequest(wrong.Message);
        }
    }

    /// <summary>Writes a list around its objects' own bytes.</summary>
    public static byte[] Write(ResourceDefinition definition, ListPage page)
    {
        var metadata = new JsonObject { ["resourceVersion"] = StoredObject.VersionText(page.Version) };
        if (page.Continue is { } token)
        {
            metadata["continue"] = token;
            metadata["remainingItemCount"] = page.Remaining;
        }

        var head = $$"""{"kind":"{{definition.Resource.Kind}}List","apiVersion":"{{definition.Resource.ApiVersion}}","metadata":{{metadata.ToJsonString()}},"items":[""";
        var body = new ArrayBufferWriter<byte>(head.Length + 2 + page.Objects.Sum(o => o.Json.Length + 1));
        body.Write(Encoding.UTF8.GetBytes(head));
        for (var i = 0; i < page.Objects.Count; i++)
        {
            if (i > 0)
            {
                body.Write(","u8);
            }

            body.Write(page.Objects[i].Json.Span);
        }

        body.Write("]}"u8);
        return body.WrittenSpan.ToArray();
    }

    private static string WriteContinue(long version, ObjectKey last)
    {
        var token = new JsonObject
        {
            ["v"] = "meta.k8s.io/v1",
            ["rv"] = version,
            ["start"] = last.Namespace + "/" + last.Name,
        };
        return Convert.ToBase64String(JsonObjects.Write(token)).TrimEnd('=').Replace('+', '-').Replace('/', '_');
    }

    private static (long Version, ObjectKey After) ReadContinue(string token)
    {
        try
        {
            var text = token.Replace('-', '+').Replace('_', '/');
            var read = JsonObjects.Parse(Convert.FromBase64String(text.PadRight((text.Length + 3) / 4 * 4, '=')));
            var start = read.Text("start") ?? throw new FormatException("no start");
            var slash = start.IndexOf('/', StringComparison.Ordinal);
            return (read.Number("rv") ?? throw new FormatException("no version"), new ObjectKey(start[..slash], start[(slash + 1)..]));
        }
        catch (Exception wrong) when (wrong is FormatException or System.Text.Json.JsonException or ArgumentOutOfRangeException)
        {
            throw ApiErrors.BadRequest("continue key is not valid: " + wrong.Message);
        }
    }

    private void CheckReached(long? version)
    {
        var current = context.Store.Version;
        if (version > current)
        {
            throw ApiErrors.TooLargeVersion(version.Value, current);
        }
    }
}
