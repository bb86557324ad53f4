using System.Globalization;
using Agent.Kubernetes.Api;
using Microsoft.AspNetCore.Http;

namespace Agent.ApiServer.Http;

/// <summary>Writes answers.</summary>
internal static class HttpAnswers
{
    public const string Json = "application/json";

    public static Task Write(HttpContext http, ApiResponse answer)
    {
        if (answer.RetryAfter is { } wait)
        {
            http.Response.Headers.RetryAfter = ((long)wait.TotalSeconds).ToString(CultureInfo.InvariantCulture);
        }

        if (answer.StatusCode == StatusCodes.Status401Unauthorized)
        {
            http.Response.Headers.WWWAuthenticate = "Bearer realm=\"kubernetes\"";
        }

        return Write(http, answer.StatusCode, Json, answer.Body);
    }

    public static async Task Write(HttpContext http, int code, string contentType, ReadOnlyMemory<byte> body)
    {
        http.Response.StatusCode = code;
        http.Response.ContentType = contentType;
        http.Response.ContentLength = body.Length;
        if (!HttpMethods.IsHead(http.Request.Method))
        {
            await http.Response.Body.WriteAsync(body, http.RequestAborted);
        }
    }
}
