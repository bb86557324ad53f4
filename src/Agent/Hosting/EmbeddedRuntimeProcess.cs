using System.Diagnostics;
using System.Globalization;
using System.Text;
using Microsoft.Extensions.Logging;

namespace Agent.Hosting;

/// <summary>
/// The process of the embedded runtime. It lives in a session of its own, so that Ctrl-C reaches the agent alone, and it
/// outlives an agent that dies: the next one on the same root finds it by its socket and goes on with it.
/// </summary>
internal sealed partial class EmbeddedRuntimeProcess
{
    private const int Terminate = 15;
    private const int LinesShown = 20;
    private static readonly TimeSpan PollPeriod = TimeSpan.FromMilliseconds(20);

    private readonly EmbeddedRuntimeOptions _options;
    private readonly ILogger _log;

    private EmbeddedRuntimeProcess(EmbeddedRuntimeOptions options, int processId, bool reused, ILogger log)
    {
        _options = options;
        _log = log;
        ProcessId = processId;
        IsReused = reused;
    }

    /// <summary>Its process id.</summary>
    public int ProcessId { get; }

    /// <summary>Whether it was already running.</summary>
    public bool IsReused { get; }

    /// <summary>Its CRI endpoint.</summary>
    public string Endpoint => $"unix://{_options.Socket}";

    /// <summary>Finds the runtime of this root, or starts it and waits until it listens.</summary>
    /// <exception cref="EmbeddedRuntimeException">It ended, did not listen in time, or belongs to somebody else.</exception>
    /// <exception cref="OperationCanceledException">Cancelled; what was started is stopped again.</exception>
    public static async Task<EmbeddedRuntimeProcess> StartAsync(
        EmbeddedRuntimeOptions options,
        ILogger<EmbeddedRuntimeProcess> log,
        CancellationToken cancellation)
    {
        if (SocketPeer.Find(options.Socket) is { } peer)
        {
            if (peer.UserId != Libc.EffectiveUserId())
            {
                throw new EmbeddedRuntimeException($"another user's process {peer.ProcessId} listens at {options.Socket}");
            }

            LogReused(log, peer.ProcessId, options.Socket);
            return new EmbeddedRuntimeProcess(options, peer.ProcessId, reused: true, log);
        }

        var logStart = File.Exists(options.LogFile) ? new FileInfo(options.LogFile).Length : 0;
        using var process = Launch(options);
        process.StandardInput.Close();
        var output = Task.WhenAll(
            process.StandardOutput.ReadToEndAsync(CancellationToken.None),
            process.StandardError.ReadToEndAsync(CancellationToken.None));
        try
        {
            await WaitAsync(options, process, output, logStart, cancellation);
        }
        catch
        {
            process.Kill();
            throw;
        }

        LogStarted(log, process.Id, options.Socket, options.LogFile);
        return new EmbeddedRuntimeProcess(options, process.Id, reused: false, log);
    }

    /// <summary>Asks the runtime to stop, and kills it when it does not in time.</summary>
    public async Task StopAsync()
    {
        // Whoever listens now is the runtime; a process id alone could be another program's by now.
        if (SocketPeer.Find(_options.Socket) is not { } peer || peer.ProcessId != ProcessId)
        {
            return;
        }

        using var process = Process.GetProcessById(ProcessId);
        _ = Libc.Kill(ProcessId, Terminate);
        using var deadline = new CancellationTokenSource(_options.StopDeadline);
        try
        {
            await process.WaitForExitAsync(deadline.Token);
        }
        catch (OperationCanceledException)
        {
            LogKilled(_log, ProcessId, _options.StopDeadline);
            process.Kill();
            await process.WaitForExitAsync(CancellationToken.None);
        }
    }

    private static async Task WaitAsync(
        EmbeddedRuntimeOptions options,
        Process process,
        Task<string[]> output,
        long logStart,
        CancellationToken cancellation)
    {
        var started = Stopwatch.GetTimestamp();
        while (SocketPeer.Find(options.Socket) is null)
        {
            if (process.HasExited)
            {
                var code = process.ExitCode.ToString(CultureInfo.InvariantCulture);
                throw new EmbeddedRuntimeException(
                    $"the embedded runtime ended with exit code {code}: {LastWords(options, await output, logStart)}");
            }

            if (Stopwatch.GetElapsedTime(started) > options.StartDeadline)
            {
                throw new EmbeddedRuntimeException(
                    $"the embedded runtime did not listen at {options.Socket} within {options.StartDeadline}; its log is {options.LogFile}");
            }

            await Task.Delay(PollPeriod, cancellation);
        }
    }

    /// <summary>What the runtime wrote to its log in this start, or to its streams before it had a log.</summary>
    private static string LastWords(EmbeddedRuntimeOptions options, IReadOnlyList<string> output, long logStart)
    {
        var text = new StringBuilder();
        if (File.Exists(options.LogFile))
        {
            using var log = new StreamReader(options.LogFile);
            log.BaseStream.Seek(logStart, SeekOrigin.Begin);
            text.Append(log.ReadToEnd());
        }

        var lines = text.AppendJoin('\n', output).ToString().Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        return lines.Length == 0 ? "it said nothing" : string.Join(" | ", lines[Math.Max(0, lines.Length - LinesShown)..]);
    }

    private static Process Launch(EmbeddedRuntimeOptions options)
    {
        try
        {
            return Process.Start(StartInfo(options))!;
        }
        catch (System.ComponentModel.Win32Exception e)
        {
            throw new EmbeddedRuntimeException($"{options.AgentPath} could not be started: {e.Message}");
        }
    }

    private static ProcessStartInfo StartInfo(EmbeddedRuntimeOptions options)
    {
        var start = new ProcessStartInfo(options.AgentPath)
        {
            WorkingDirectory = options.RootDirectory,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        string[] arguments =
        [
            "runtime", "--new-session", "--log-file", options.LogFile, "--listen", $"unix://{options.Socket}",
            "--root", options.StateDirectory, "--v", options.Verbosity.ToString(CultureInfo.InvariantCulture),
        ];
        foreach (var argument in arguments)
        {
            start.ArgumentList.Add(argument);
        }

        foreach (var ip in options.PodIps)
        {
            start.ArgumentList.Add("--pod-ip");
            start.ArgumentList.Add(ip);
        }

        if (options.StopContainersOnExit)
        {
            start.ArgumentList.Add("--stop-containers-on-exit");
        }

        // The service manager's socket is for the agent alone.
        start.Environment.Remove("NOTIFY_SOCKET");
        start.Environment.Remove("WATCHDOG_USEC");
        start.Environment.Remove("WATCHDOG_PID");
        return start;
    }

    [LoggerMessage(1, LogLevel.Information, "Started the embedded runtime, process {ProcessId}, at {Socket}; its log is {LogFile}")]
    private static partial void LogStarted(ILogger log, int processId, string socket, string logFile);

    [LoggerMessage(2, LogLevel.Information, "Going on with the embedded runtime that runs already, process {ProcessId}, at {Socket}")]
    private static partial void LogReused(ILogger log, int processId, string socket);

    [LoggerMessage(3, LogLevel.Warning, "The embedded runtime, process {ProcessId}, did not stop within {Deadline} and is killed")]
    private static partial void LogKilled(ILogger log, int processId, TimeSpan deadline);
}
