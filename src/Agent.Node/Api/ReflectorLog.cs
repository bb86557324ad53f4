using Microsoft.Extensions.Logging;

namespace Agent.Node.Api;

internal static partial class ReflectorLog
{
    [LoggerMessage(1, LogLevel.Debug, "{Key}: {Count} objects listed at version {Version}")]
    public static partial void Listed(ILogger log, string key, int count, string version);

    [LoggerMessage(2, LogLevel.Warning, "{Key}: {Error}; again in {Seconds:0.#} s")]
    public static partial void Failed(ILogger log, string key, string error, double seconds);

    [LoggerMessage(3, LogLevel.Warning, "{Key}: the object {Uid} could not be read and keeps its last known state: {Error}")]
    public static partial void Unreadable(ILogger log, string key, string uid, string error);

    [LoggerMessage(4, LogLevel.Information, "{Key}: the version known is too old ({Error}); listing again")]
    public static partial void Expired(ILogger log, string key, string error);

    [LoggerMessage(5, LogLevel.Information, "{Key}: watching again")]
    public static partial void Recovered(ILogger log, string key);
}
