using System.Globalization;
using System.Runtime.InteropServices;
using Agent.Node.Configuration;
using Microsoft.Extensions.Logging;

namespace Agent.Hosting;

/// <summary>
/// What the agent asks of the kernel for itself on a node: open files (maxOpenFiles) and its place in the order of the
/// out-of-memory killer (oomScoreAdj). A refusal is logged; the agent runs all the same.
/// </summary>
internal static partial class ProcessLimits
{
    /// <summary>Applies both to this process.</summary>
    public static void Apply(KubeletConfiguration configuration, ILogger log)
    {
        var files = (ulong)configuration.MaxOpenFiles;
        if (Libc.SetLimit(Libc.OpenFilesLimit, new Libc.Limit(files, files)) < 0)
        {
            LogFiles(log, configuration.MaxOpenFiles, Marshal.GetLastPInvokeErrorMessage());
        }

        try
        {
            File.WriteAllText("/proc/self/oom_score_adj", configuration.OomScoreAdj.ToString(CultureInfo.InvariantCulture));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            LogOomScore(log, configuration.OomScoreAdj, e.Message);
        }
    }

    [LoggerMessage(1, LogLevel.Warning, "The limit of open files stays as it is, {Files} was refused: {Error}")]
    private static partial void LogFiles(ILogger log, long files, string error);

    [LoggerMessage(2, LogLevel.Warning, "The out-of-memory score stays as it is, {Score} was refused: {Error}")]
    private static partial void LogOomScore(ILogger log, int score, string error);
}
