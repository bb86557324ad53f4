using System.Globalization;
using Agent.ApiServer.Errors;
using Agent.Kubernetes.Api;

namespace Agent.ApiServer.Requests;

/// <summary>Reads query parameters.</summary>
internal static class QueryFlags
{
    public static bool Flag(this ApiRequest request, string name) => request.Parameter(name) is "true" or "1" or "";

    public static long? Number(this ApiRequest request, string name)
    {
        var text = request.Parameter(name);
        return string.IsNullOrEmpty(text) ? null
            : long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number) ? number
            : throw ApiErrors.BadRequest($"{name}: \"{text}\" is no number");
    }

    /// <summary>A resource version; null: not given.</summary>
    public static long? Version(this ApiRequest request)
    {
        var text = request.Parameter("resourceVersion");
        return string.IsNullOrEmpty(text) ? null
            : long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number
            : throw ApiErrors.BadRequest($"resourceVersion: Invalid value: \"{text}\": it must be a number that the server gave");
    }

    /// <summary>Nothing is to be kept.</summary>
    public static bool IsDryRun(this ApiRequest request) => request.Parameter("dryRun") switch
    {
        null or "" => false,
        "All" => true,
        var other => throw ApiErrors.BadRequest($"dryRun: Unsupported value: \"{other}\": supported values: \"All\""),
    };
}
