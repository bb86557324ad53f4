using Agent.ApiServer.Resources;
using Agent.ApiServer.Store;
using Agent.Kubernetes;
using Agent.Kubernetes.Api;
using Agent.Kubernetes.Validation;

namespace Agent.ApiServer.Errors;

/// <summary>What the API server answers when it refuses, with the texts and reasons that clients know.</summary>
internal static class ApiErrors
{
    public static ApiErrorException NotFound(ResourceDefinition definition, string name) =>
        Named(404, "NotFound", definition, name, $"{definition} \"{name}\" not found");

    public static ApiErrorException NoSuchPath() =>
        new(Status(404, "NotFound", "the server could not find the requested resource", new V1StatusDetails()));

    public static ApiErrorException AlreadyExists(ResourceDefinition definition, string name) =>
        Named(409, "AlreadyExists", definition, name, $"{definition} \"{name}\" already exists");

    /// <summary>Somebody changed the object meanwhile.</summary>
    public static ApiErrorException Modified(ResourceDefinition definition, string name) => Conflict(
        definition, name, "the object has been modified; please apply your changes to the latest version and try again");

    public static ApiErrorException Conflict(ResourceDefinition definition, string name, string why) =>
        Named(409, "Conflict", definition, name, $"Operation cannot be fulfilled on {definition} \"{name}\": {why}");

    public static ApiErrorException Forbidden(ResourceDefinition definition, string name, string why, V1StatusCause? cause = null) =>
        Named(403, "Forbidden", definition, name, $"{definition} \"{name}\" is forbidden: {why}", cause is null ? null : [cause]);

    /// <summary>The object breaks rules.</summary>
    public static ApiErrorException Invalid(ResourceDefinition definition, string name, IReadOnlyList<FieldError> errors)
    {
        var text = errors.Count == 1 ? errors[0].ToString() : $"[{string.Join(", ", errors)}]";
        var status = Status(422, "Invalid", $"{definition.Resource.Kind} \"{name}\" is invalid: {text}", new V1StatusDetails
        {
            Name = name,
            Group = Group(definition),
            Kind = definition.Resource.Kind,
            Causes = [.. errors.Select(Cause)],
        });
        return new ApiErrorException(status);
    }

    public static ApiErrorException Invalid(
        ResourceDefinition definition, string name, FieldErrorKind kind, string field, string value, string why) =>
        Invalid(definition, name, [new FieldError(kind, field, value, why)]);

    public static ApiErrorException BadRequest(string message) => new(Status(400, "BadRequest", message));

    public static ApiErrorException Unauthorized() => new(Status(401, "Unauthorized", "Unauthorized"));

    public static ApiErrorException MethodNotAllowed() =>
        new(Status(405, "MethodNotAllowed", "the server does not allow this method on the requested resource", new V1StatusDetails()));

    public static ApiErrorException NotAcceptable() => new(Status(
        406, "NotAcceptable", "only the following media types are accepted: application/json", new V1StatusDetails()));

    public static ApiErrorException TooLarge(long limit) => new(Status(
        413,
        "RequestEntityTooLarge",
        $"Request entity too large: limit is {limit}",
        new V1StatusDetails()));

    public static ApiErrorException UnsupportedMediaType(string contentType, string accepted) => new(Status(
        415,
        "UnsupportedMediaType",
        $"the body of the request was in an unknown format - accepted media types include: {accepted}; it was {contentType}",
        new V1StatusDetails()));

    public static ApiErrorException TooManyRequests(string message, int retrySeconds, V1StatusCause cause) => new(Status(
        429, "TooManyRequests", message, new V1StatusDetails { RetryAfterSeconds = retrySeconds, Causes = [cause] }));

    public static ApiErrorException Internal(string message) =>
        new(Status(500, "InternalError", "Internal error occurred: " + message));

    /// <summary>A resource version that is no longer at hand.</summary>
    public static ApiErrorException Expired(string version, long current) =>
        new(Status(410, "Expired", $"too old resource version: {version} ({StoredObject.VersionText(current)})"));

    public static ApiErrorException ContinueExpired() => new(Status(
        410,
        "Expired",
        "The provided continue parameter is too old to display a consistent list result. You must start a new list without the "
        + "continue parameter."));

    public static ApiErrorException SlowWatcher() =>
        new(Status(410, "Expired", "the watch was too slow: more events came than its queue holds"));

    /// <summary>A resource version that is not reached yet.</summary>
    public static ApiErrorException TooLargeVersion(long version, long current) => new(Status(
        504,
        "Timeout",
        $"Timeout: Too large resource version: {StoredObject.VersionText(version)}, current: {StoredObject.VersionText(current)}",
        new V1StatusDetails
        {
            RetryAfterSeconds = 1,
            Causes = [new V1StatusCause { Reason = "ResourceVersionTooLarge", Message = "Too large resource version" }],
        }));

    /// <summary>The error as the last event of a watch.</summary>
    public static WatchFrame Frame(ApiErrorException error) =>
        new(WatchEventKind.Error, KubernetesJson.SerializeToUtf8Bytes(error.Status));

    private static string? Group(ResourceDefinition definition) =>
        definition.Resource.Group.Length == 0 ? null : definition.Resource.Group;

    private static ApiErrorException Named(
        int code, string reason, ResourceDefinition definition, string name, string message, V1StatusCause[]? causes = null) =>
        new(Status(code, reason, message, new V1StatusDetails
        {
            Name = name,
            Group = Group(definition),
            Kind = definition.Resource.Plural,
            Causes = causes,
        }));

    private static V1Status Status(int code, string reason, string message, V1StatusDetails? details = null) => new()
    {
        ApiVersion = "v1",
        Kind = "Status",
        Status = "Failure",
        Message = message,
        Reason = reason,
        Code = code,
        Details = details,
    };

    private static V1StatusCause Cause(FieldError error)
    {
        var text = error.ToString();
        return new V1StatusCause
        {
            Reason = error.Kind switch
            {
                FieldErrorKind.TooMany => "FieldValueTooMany",
                _ => "FieldValue" + error.Kind,
            },
            Field = error.Field,
            Message = text.StartsWith(error.Field + ": ", StringComparison.Ordinal) ? text[(error.Field.Length + 2)..] : text,
        };
    }
}
