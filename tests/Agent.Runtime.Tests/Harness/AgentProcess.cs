using System.Diagnostics;
using System.Text;
using Agent.Runtime.Native;

namespace Agent.Runtime.Tests.Harness;

/// <summary>The real <c>agent</c> executable, run as a process of its own.</summary>
internal sealed class AgentProcess : IDisposable
{
    private readonly StringBuilder _output = new();
    private readonly Process _process;

    private AgentProcess(ProcessStartInfo start)
    {
        _process = new Process { StartInfo = start };
        _process.OutputDataReceived += (_, line) => Append(line.Data);
        _process.ErrorDataReceived += (_, line) => Append(line.Data);
        _process.Start();
        _process.BeginOutputReadLine();
        _process.BeginErrorReadLine();
    }

    public static string Path { get; } = System.IO.Path.Join(AppContext.BaseDirectory, "agent");

    public int Id => _process.Id;

    public bool HasExited => _process.HasExited;

    public string Output
    {
        get
        {
            lock (_output)
            {
                return _output.ToString();
            }
        }
    }

    public static AgentProcess Start(params IReadOnlyList<string> arguments) => new(Info(Path, arguments));

    /// <summary>As a user without any rights; the tests run as root.</summary>
    public static AgentProcess StartAs(uint uid, IReadOnlyList<string> arguments) => new(Info(
        "setpriv", [$"--reuid={uid}", $"--regid={uid}", "--clear-groups", "--bounding-set=-all", "--inh-caps=-all", Path, .. arguments]));

    public void Signal(int signal) => Libc.KillRaw(Id, signal);

    public async Task<int> WaitAsync()
    {
        await _process.WaitForExitAsync().WaitAsync(Eventually.Patience);
        return _process.ExitCode;
    }

    public void Dispose()
    {
        if (!_process.HasExited)
        {
            _process.Kill();
            _process.WaitForExit();
        }

        _process.Dispose();
    }

    private static ProcessStartInfo Info(string path, IEnumerable<string> arguments)
    {
        var info = new ProcessStartInfo(path) { RedirectStandardOutput = true, RedirectStandardError = true, UseShellExecute = false };
        foreach (var argument in arguments)
        {
            info.ArgumentList.Add(argument);
        }

        return info;
    }

    private void Append(string? line)
    {
        lock (_output)
        {
            _output.AppendLine(line);
        }
    }
}
