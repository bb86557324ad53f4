using System.Diagnostics;
using System.Text;
using Agent.Server.Local;

namespace Agent.Tests.Hosting;

/// <summary>The agent's program as an operator starts it.</summary>
internal sealed class AgentProcess : IAsyncDisposable
{
    public const int Interrupt = 2;
    public const int Terminate = 15;
    public const int Kill = 9;

    /// <summary>Deadline of everything here: generous, since the machine may be busy with something else.</summary>
    public static readonly TimeSpan Deadline = TimeSpan.FromMinutes(2);

    private readonly Process _process;
    private readonly StringBuilder _error = new();
    private readonly Task<string> _output;
    private readonly Task _reading;

    private AgentProcess(Process process)
    {
        _process = process;
        _output = process.StandardOutput.ReadToEndAsync();
        _reading = Task.Run(async () =>
        {
            while (await process.StandardError.ReadLineAsync() is { } line)
            {
                lock (_error)
                {
                    _error.AppendLine(line);
                }
            }
        });
    }

    public static string Program { get; } = Path.Combine(AppContext.BaseDirectory, "agent");

    public int Id => _process.Id;

    public string Error
    {
        get
        {
            lock (_error)
            {
                return _error.ToString();
            }
        }
    }

    public static AgentProcess Start(IReadOnlyDictionary<string, string>? environment, params string[] arguments)
    {
        var start = new ProcessStartInfo(Program, arguments) { RedirectStandardOutput = true, RedirectStandardError = true };
        start.Environment.Remove("NOTIFY_SOCKET");
        foreach (var (name, value) in environment ?? new Dictionary<string, string>())
        {
            start.Environment[name] = value;
        }

        return new AgentProcess(Process.Start(start)!);
    }

    /// <summary>Runs to the end.</summary>
    public static async Task<(int Code, string Output, string Error)> RunAsync(params string[] arguments)
    {
        await using var process = Start(null, arguments);
        var code = await process.WaitAsync();
        return (code, await process._output, process.Error);
    }

    public void Signal(int signal) => Assert.Equal(0, Libc.Kill(Id, signal));

    public async Task<int> WaitAsync()
    {
        using var deadline = new CancellationTokenSource(Deadline);
        try
        {
            await _process.WaitForExitAsync(deadline.Token);
        }
        catch (OperationCanceledException)
        {
            throw new TimeoutException($"the agent did not end; its log:\n{Error}");
        }

        await _reading;
        return _process.ExitCode;
    }

    /// <summary>Asks the agent until its answer is as expected.</summary>
    public async Task<NodeReport> WaitForAsync(string root, Func<NodeReport, bool> expected)
    {
        using var client = new AgentClient(Path.Combine(root, "agent.sock"));
        NodeReport? last = null;
        for (var started = Stopwatch.GetTimestamp(); Stopwatch.GetElapsedTime(started) < Deadline; await Task.Delay(50))
        {
            try
            {
                last = await client.ExplainAsync(CancellationToken.None);
                if (expected(last))
                {
                    return last;
                }
            }
            catch (AgentUnreachableException) when (!_process.HasExited)
            {
                // Not listening yet.
            }
        }

        var pods = string.Join(", ", last?.Pods.Select(pod => $"{pod.PodName} {pod.State} {pod.WaitingFor} {pod.LastError}") ?? []);
        throw new TimeoutException($"pods: {pods}; the agent's log:\n{Error}");
    }

    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited)
        {
            _process.Kill();
            await _process.WaitForExitAsync();
        }

        _process.Dispose();
    }
}
