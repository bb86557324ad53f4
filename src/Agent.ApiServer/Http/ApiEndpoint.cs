using System.Collections.Immutable;
using Agent.ApiServer.Access;
using Agent.ApiServer.Discovery;
using Agent.ApiServer.Errors;
using Agent.ApiServer.Json;
using Agent.ApiServer.Protobuf;
using Agent.ApiServer.Resources;
using Agent.Kubernetes.Api;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Agent.ApiServer.Http;

/// <summary>Answers HTTP requests from the store.</summary>
internal sealed partial class ApiEndpoint(
    StoreApiServer server, Users users, Documents documents, AuditLog? audit, TimeProvider time, ILogger logger, CancellationToken stopping)
{
    public async Task Handle(HttpContext http)
    {
        var began = time.GetUtcNow();
        try
        {
            await Answered(http);
        }
        finally
        {
            audit?.Write(http, began);
        }
    }

    private async Task Answered(HttpContext http)
    {
        try
        {
            await Answer(http);
        }
        catch (ApiErrorException refused)
        {
            await HttpAnswers.Write(http, refused.ToResponse());
        }
        catch (OperationCanceledException) when (http.RequestAborted.IsCancellationRequested)
        {
            http.Abort();
        }
        catch (BadHttpRequestException wrong) when (!http.Response.HasStarted)
        {
            await HttpAnswers.Write(http, ApiErrors.BadRequest(wrong.Message).ToResponse());
        }
        catch (Exception failure) when (!http.Response.HasStarted)
        {
            Failed(logger, failure, http.Request.Method, http.Request.Path);
            await HttpAnswers.Write(http, ApiErrors.Internal(failure.GetType().Name).ToResponse());
        }
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "{Method} {Path} failed")]
    private static partial void Failed(ILogger logger, Exception failure, string method, string path);

    private static ImmutableArray<KeyValuePair<string, string>> Query(HttpRequest request) =>
        [.. request.Query.SelectMany(q => q.Value.Select(v => KeyValuePair.Create(q.Key, v ?? "")))];

    private static string ContentType(HttpRequest request)
    {
        var type = request.ContentType;
        var end = type?.IndexOf(';', StringComparison.Ordinal) ?? -1;
        type = end < 0 ? type : type![..end].TrimEnd();
        return string.IsNullOrEmpty(type) ? ApiContentTypes.Json : type;
    }

    /// <summary>The body as JSON.</summary>
    private static (string ContentType, ReadOnlyMemory<byte> Body) Plain(string contentType, ReadOnlyMemory<byte> body)
    {
        if (contentType != ProtobufReader.ContentType || body.IsEmpty)
        {
            return (contentType, body);
        }

        try
        {
            return (ApiContentTypes.Json, JsonObjects.Write(ProtobufReader.Read(body.Span)));
        }
        catch (FormatException wrong)
        {
            throw ApiErrors.BadRequest("the body cannot be read as protobuf: " + wrong.Message);
        }
    }

    private async Task Answer(HttpContext http)
    {
        var path = http.Request.Path.Value ?? "/";
        if (documents.FindPublic(path, http.Request.Query) is { } open)
        {
            await HttpAnswers.Write(http, open.Code, open.ContentType, open.Body);
            return;
        }

        var user = users.Of(http) ?? throw ApiErrors.Unauthorized();
        http.Items[typeof(UserInfo)] = user;
        if (Documents.Find(path, http.Request.Headers.Accept) is { } document)
        {
            await HttpAnswers.Write(http, document.Code, document.ContentType, document.Body);
            return;
        }

        if (RequestPath.Parse(path) is not { Plural: { } plural } parsed)
        {
            throw ApiErrors.NoSuchPath();
        }

        await Answer(http, parsed, plural, user);
    }

    private async Task Answer(HttpContext http, RequestPath path, string plural, UserInfo user)
    {
        var form = AcceptHeader.Choose(http.Request.Headers.Accept);
        if (form == AnswerForm.None)
        {
            throw ApiErrors.NotAcceptable();
        }

        var isWatch = http.Request.Query["watch"].ToString() is "true" or "1";
        var verb = path.Verb(http.Request.Method, isWatch) ?? throw ApiErrors.MethodNotAllowed();
        var resource = ResourceCatalog.Find(path.Group, path.Version, plural)?.Resource
            ?? VirtualResources.Find(path.Group, path.Version, plural)
            ?? throw ApiErrors.NoSuchPath();
        var (contentType, body) = Plain(ContentType(http.Request), await BodyReader.Read(http.Request, http.RequestAborted));
        var request = new ApiRequest
        {
            Verb = verb,
            Resource = resource,
            Namespace = path.Namespace,
            Name = path.Name,
            Subresource = path.Subresource,
            Query = Query(http.Request),
            ContentType = contentType,
            Body = body,
        };
        if (verb == ApiVerb.Watch)
        {
            await Watch(http, request, form);
            return;
        }

        var answer = server.Send(request, user);
        foreach (var warning in answer.IsSuccess ? FieldWarnings.Of(request) : [])
        {
            http.Response.Headers.Append("Warning", FieldWarnings.Header(warning));
        }

        var includeObject = request.Parameter("includeObject");
        await HttpAnswers.Write(http, answer.IsSuccess && request.Subresource is null or "status"
            ? answer with { Body = Forms.Of(form, resource, answer.Body, includeObject, time.GetUtcNow()) }
            : answer);
    }

    private async Task Watch(HttpContext http, ApiRequest request, AnswerForm form)
    {
        var opened = server.Watch(request);
        if (opened.Watch is not { } watch)
        {
            await HttpAnswers.Write(http, opened.Refusal!);
            return;
        }

        using (watch)
        {
            var includeObject = request.Parameter("includeObject");
            await WatchStream.Write(
                http,
                watch,
                frame => frame.Kind == WatchEventKind.Error
                    ? frame.Object
                    : Forms.Of(form, request.Resource, frame.Object, includeObject, time.GetUtcNow()),
                stopping);
        }
    }
}
