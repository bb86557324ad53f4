using System.Diagnostics;

namespace Agent.EndToEnd.Tests.Fixtures;

/// <summary>
/// A shell that waits for the test run to end: its standard input is a pipe that closes when the run ends, also by SIGKILL.
/// Then it kills every process of the fixture and every process in the fixture's containers. Mounts, bridge and directory
/// wait for the next test run, which finds them by the directory's lock.
/// </summary>
internal sealed class Watchdog : IAsyncDisposable
{
    private const string Script = """
        cat >/dev/null
        for pass in 1 2 3; do
          for p in /proc/[0-9]*; do
            [ "${p#/proc/}" = $$ ] && continue
            if tr '\0' '\n' <"$p/environ" | grep -qxF "$1"; then kill -KILL "${p#/proc/}"; fi
          done
        done 2>/dev/null
        for state in "$2"/runc/*/*/state.json; do
          id=$(basename "$(dirname "$state")")
          for group in $(grep -o '/sys/fs/cgroup/[^"]*' "$state" | grep -F "$id"); do
            for pid in $(cat "$group/cgroup.procs"); do kill -KILL "$pid"; done
          done
        done 2>/dev/null
        """;

    private readonly Process _process;

    private Watchdog(Process process) => _process = process;

    public static Watchdog Start(string directory)
    {
        // A session of its own: Ctrl+C in the terminal must not end it before it has done its work.
        string[] arguments = ["sh", "-c", Script, "lab-watchdog", $"{LabDirectory.Variable}={directory}", directory];
        var start = new ProcessStartInfo("setsid", arguments) { RedirectStandardInput = true };
        return new Watchdog(Process.Start(start) ?? throw new InvalidOperationException("setsid did not start"));
    }

    public async ValueTask DisposeAsync()
    {
        _process.StandardInput.Close();
        await _process.WaitForExitAsync();
        _process.Dispose();
    }
}
