using Akka.Event;

namespace Agent.Logging;

/// <summary>What the actor system hands to the log; the log filters once more.</summary>
internal static class AkkaLevels
{
    /// <summary>The level for a verbosity: debug entries are not even made unless somebody reads them.</summary>
    public static LogLevel Of(int verbosity) => verbosity switch
    {
        >= 6 => LogLevel.DebugLevel,
        >= 4 => LogLevel.InfoLevel,
        _ => LogLevel.WarningLevel,
    };
}
