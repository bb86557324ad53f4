using Agent.Kubernetes.Api;

namespace Agent.Node.Api;

/// <summary>Reads failures from answers and exceptions.</summary>
internal static class ApiErrors
{
    private const int MaxText = 256;

    /// <summary>The failure that an answer other than 2xx tells of.</summary>
    public static ApiFailure From(ApiResponse response)
    {
        var status = ApiStatus.Parse(response);
        if (status.Details is null && !IsStatus(response))
        {
            // A proxy on the way, say: its text is all there is.
            return new ApiFailure(response.StatusCode, status.Reason, Text(response.StatusCode, status.Message));
        }

        return new ApiFailure(response.StatusCode, status.Reason, status.Message.Length > 0 ? status.Message : $"HTTP {response.StatusCode}");
    }

    /// <summary>The failure that a port's exception tells of.</summary>
    public static ApiFailure From(Exception exception) => exception switch
    {
        ApiConnectionException connection => new ApiFailure(0, "", connection.Message, connection.RequestSent),
        OperationCanceledException => new ApiFailure(0, "", "the request was given up", MayHaveActed: true),
        _ => new ApiFailure(0, "", exception.Message, MayHaveActed: true),
    };

    private static bool IsStatus(ApiResponse response) => response.Body.Span.TrimStart(" \t\r\n"u8).StartsWith("{"u8);

    private static string Text(int code, string text)
    {
        var clean = new string([.. text.Take(MaxText).Select(c => char.IsControl(c) ? ' ' : c)]).Trim();
        return clean.Length == 0 ? $"HTTP {code}" : $"HTTP {code}: {clean}";
    }
}
