using Agent.Node.Configuration;
using Microsoft.Extensions.Logging;

namespace Agent.Hosting;

/// <summary>What an operator of a node should know about its machine. None of it keeps the agent from starting.</summary>
internal static partial class HostChecks
{
    /// <summary>Looks, and logs what is unusual.</summary>
    public static void Run(KubeletConfiguration configuration, uint userId, ILogger log)
    {
        if (userId != 0)
        {
            LogNotRoot(log, userId);
        }

        if (configuration.FailCgroupV1 && !File.Exists("/sys/fs/cgroup/cgroup.controllers"))
        {
            LogCgroupV1(log);
        }

        if (configuration.FailSwapOn && Swaps() is { Length: > 0 } swaps)
        {
            LogSwap(log, swaps);
        }
    }

    /// <summary>The names of the machine's swap areas, separated by commas.</summary>
    internal static string Swaps(string path = "/proc/swaps")
    {
        try
        {
            return string.Join(", ", File.ReadLines(path).Skip(1).Select(line => line.Split(' ', '\t')[0]));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return "";
        }
    }

    [LoggerMessage(1, LogLevel.Warning, "The agent runs as user {UserId}; most container runtimes answer root only")]
    private static partial void LogNotRoot(ILogger log, uint userId);

    [LoggerMessage(2, LogLevel.Warning, "This machine has cgroup v1, which the kubelet does not support any more; failCgroupV1: false silences this")]
    private static partial void LogCgroupV1(ILogger log);

    [LoggerMessage(3, LogLevel.Warning, "This machine swaps to {Swaps}, which no pod's memory limit knows of; failSwapOn: false silences this")]
    private static partial void LogSwap(ILogger log, string swaps);
}
