using System.Text;
using System.Text.Json;

namespace Agent.Kubernetes.Api;

/// <summary>What an answer that is no success says.</summary>
/// <param name="Code">HTTP status code.</param>
/// <param name="Reason">The server's word for it, as <c>NotFound</c>; by the code where the server gives none; empty: there is no word.</param>
/// <param name="Message">The server's text, at most 2,048 characters.</param>
/// <param name="Details">Object, causes and time to wait; null: not said.</param>
public sealed record ApiStatus(int Code, string Reason, string Message, V1StatusDetails? Details)
{
    private const int MaxMessage = 2048;

    /// <summary>Reads a <c>Status</c>, or the plain text of whoever stands before the API server.</summary>
    public static ApiStatus Parse(ApiResponse response)
    {
        ArgumentNullException.ThrowIfNull(response);
        if (Read(response.Body.Span) is { } status)
        {
            var code = status.Code is { } said and not 0 ? said : response.StatusCode;
            return new ApiStatus(code, status.Reason is { Length: > 0 } reason ? reason : ReasonOf(code), Bounded(status.Message ?? ""), status.Details);
        }

        // Each character has 4 bytes at most.
        var text = Encoding.UTF8.GetString(response.Body.Span[..Math.Min(response.Body.Length, 4 * MaxMessage)]).Trim();
        return new ApiStatus(response.StatusCode, ReasonOf(response.StatusCode), Bounded(text), null);
    }

    /// <summary>The word that Kubernetes has for a status code.</summary>
    private static string ReasonOf(int code) => code switch
    {
        400 => "BadRequest",
        401 => "Unauthorized",
        403 => "Forbidden",
        404 => "NotFound",
        405 => "MethodNotAllowed",
        406 => "NotAcceptable",
        409 => "Conflict",
        410 => "Expired",
        413 => "RequestEntityTooLarge",
        415 => "UnsupportedMediaType",
        422 => "Invalid",
        429 => "TooManyRequests",
        500 => "InternalError",
        503 => "ServiceUnavailable",
        504 => "Timeout",
        _ => "",
    };

    private static V1Status? Read(ReadOnlySpan<byte> body)
    {
        if (!body.TrimStart(" \t\r\n"u8).StartsWith("{"u8))
        {
            return null;
        }

        try
        {
            var status = KubernetesJson.Deserialize<V1Status>(body);
            return status.Kind == V1Status.KubeKind ? status : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static string Bounded(string text) => text.Length <= MaxMessage ? text : text[..(MaxMessage - 1)] + "…";
}
