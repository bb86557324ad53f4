using Microsoft.Extensions.Logging;

namespace Agent.ApiServer.Hosting;

/// <summary>Log lines of a cluster.</summary>
internal static partial class ClusterLog
{
    [LoggerMessage(Level = LogLevel.Warning, Message = "{Path} is damaged ({Why}); it is now {Aside}, and the cluster begins empty")]
    public static partial void SetAside(ILogger logger, string path, string why, string aside);

    [LoggerMessage(Level = LogLevel.Error, Message = "{Path} cannot be written: {Why}")]
    public static partial void NotSaved(ILogger logger, string path, string why);

    [LoggerMessage(Level = LogLevel.Error, Message = "A controller failed")]
    public static partial void ControllerFailed(ILogger logger, Exception failure);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Refused to a controller: {Refusal}")]
    public static partial void Refused(ILogger logger, string refusal);
}
