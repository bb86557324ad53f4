using System.Diagnostics;

namespace Agent.EndToEnd.Tests.Fixtures.Processes;

/// <summary>
/// A server that a test started. Its output goes straight to a file, so that no test run slows it down, and its environment
/// names the lab directory, by which it and everything it starts are found again, also after a crash of the test run.
/// </summary>
internal sealed class ServerProcess : IDisposable
{
    private readonly Process _process;

    private ServerProcess(Process process, string logFile) => (_process, LogFile) = (process, logFile);

    public int Id => _process.Id;

    public string LogFile { get; }

    public bool HasExited => _process.HasExited;

    public int ExitCode => _process.ExitCode;

    public static ServerProcess Start(
        LabDirectory lab,
        string file,
        IEnumerable<string> arguments,
        string logFile,
        IReadOnlyDictionary<string, string>? environment = null)
    {
        // The shell opens the log and then becomes the server: same process id.
        string[] shell = ["-c", "log=$1; shift; exec \"$@\" >>\"$log\" 2>&1 </dev/null", "sh", logFile, file, .. arguments];
        var start = new ProcessStartInfo("/bin/sh", shell) { WorkingDirectory = lab.Path };
        start.Environment[LabDirectory.Variable] = lab.Path;
        foreach (var (name, value) in environment ?? new Dictionary<string, string>())
        {
            start.Environment[name] = value;
        }

        return new ServerProcess(Process.Start(start) ?? throw new InvalidOperationException($"{file} did not start"), logFile);
    }

    public void Signal(Signal signal) => Libc.Kill(Id, signal);

    /// <summary>Freezes the process (SIGSTOP) and returns when the kernel reports it stopped.</summary>
    public Task SuspendAsync() => Suspension.StopAsync(Id);

    /// <summary>Lets a frozen process go on (SIGCONT).</summary>
    public void Resume() => Signal(Processes.Signal.Continue);

    /// <summary>SIGKILL, and waits for the end.</summary>
    public async Task KillAsync()
    {
        Signal(Processes.Signal.Kill);
        await _process.WaitForExitAsync();
    }

    /// <summary>SIGTERM, and waits for the end.</summary>
    /// <exception cref="TimeoutException">The process is still there at the deadline.</exception>
    public async Task<int> TerminateAsync(TimeSpan deadline)
    {
        Signal(Processes.Signal.Term);
        return await WaitForExitAsync(deadline);
    }

    /// <exception cref="TimeoutException">The process is still there at the deadline.</exception>
    public async Task<int> WaitForExitAsync(TimeSpan deadline)
    {
        await _process.WaitForExitAsync().WaitAsync(deadline);
        return _process.ExitCode;
    }

    /// <summary>The last lines of the log, for the message of a failed test.</summary>
    public string LogTail(int lines = 30) =>
        File.Exists(LogFile) ? string.Join('\n', File.ReadLines(LogFile).TakeLast(lines)) : "(no log)";

    public void Dispose() => _process.Dispose();
}
