using System.Text;
using System.Text.Json;
using Agent.Kubernetes;
using Agent.Kubernetes.Api;

namespace Agent.Node.Api;

/// <summary>Reads failures from answers and exceptions.</summary>
internal static class ApiErrors
{
    private const int MaxText = 256;

    /// <summary>The failure that an answer other than 2xx tells of.</summary>
    public static ApiFailure From(ApiResponse response)
    {
        try
        {
            var status = response.Read<V1Status>();
            if (status.Message is { Length: > 0 } || status.Reason is { Length: > 0 })
            {
                return new ApiFailure(response.StatusCode, status.Reason ?? "", status.Message ?? "");
            }
        }
        catch (JsonException)
        {
            // A proxy on the way, say: its text is all there is.
        }

        return new ApiFailure(response.StatusCode, "", Text(response));
    }

    /// <summary>The failure that a port's exception tells of.</summary>
    public static ApiFailure From(Exception exception) => exception switch
    {
        ApiConnectionException connection => new ApiFailure(0, "", connection.Message, connection.RequestSent),
        OperationCanceledException => new ApiFailure(0, "", "the request was given up", MayHaveActed: true),
        _ => new ApiFailure(0, "", exception.Message, MayHaveActed: true),
    };

    private static string Text(ApiResponse response)
    {
        var text = Encoding.UTF8.GetString(response.Body.Span[..Math.Min(response.Body.Length, MaxText)]).Trim();
        return text.Length == 0 ? $"HTTP {response.StatusCode}" : $"HTTP {response.StatusCode}: {new string([.. text.Select(c => char.IsControl(c) ? ' ' : c)])}";
    }
}
