using System.Net.Sockets;
using System.Text.Json.Nodes;
using Agent.EndToEnd.Tests.Fixtures.Processes;

namespace Agent.EndToEnd.Tests.Fixtures.Agents;

/// <summary>The agent as an operator runs it: its own process, its own root directory, static pods from a folder.</summary>
internal sealed class AgentProcess : IAsyncDisposable
{
    private static int _count;

    private readonly LabDirectory _lab;
    private readonly string _executable;
    private readonly string[] _arguments;
    private readonly HttpClient _client;
    private ServerProcess? _process;

    private AgentProcess(LabDirectory lab, string executable, string runtimeEndpoint, IEnumerable<string> flags)
    {
        _lab = lab;
        _executable = executable;
        var number = Interlocked.Increment(ref _count);
        RootDirectory = lab.Directories($"agent{number}");
        LogsDirectory = lab.Directories($"agent{number}-logs");
        Manifests = new ManifestFolder(lab.Combine($"agent{number}-manifests"));
        LogFile = lab.Combine($"agent{number}.log");
        _arguments =
        [
            "run", "--container-runtime-endpoint", runtimeEndpoint, "--pod-manifest-path", Manifests.Path,
            "--root-dir", RootDirectory, "--pod-logs-dir", LogsDirectory, "--hostname-override", NodeName, .. flags,
        ];
        _client = new HttpClient(new SocketsHttpHandler { ConnectCallback = ConnectAsync })
        {
            BaseAddress = new Uri("http://agent/"),
            Timeout = Eventually.Deadline,
        };
    }

    public static string NodeName => "lab-node";

    public string RootDirectory { get; }

    public string LogsDirectory { get; }

    public string LogFile { get; }

    public ManifestFolder Manifests { get; }

    /// <exception cref="InvalidOperationException">The agent is not running now.</exception>
    public ServerProcess Process => _process ?? throw new InvalidOperationException("The agent is not running");

    public int ProcessId => Process.Id;

    private string Socket => Path.Combine(RootDirectory, "agent.sock");

    /// <summary>Starts an agent, and returns when it answers on its socket.</summary>
    public static async Task<AgentProcess> StartAsync(LabDirectory lab, string executable, string runtimeEndpoint, params string[] flags)
    {
        var agent = new AgentProcess(lab, executable, runtimeEndpoint, flags);
        await agent.StartAsync();
        return agent;
    }

    /// <summary>Starts it again, on what an earlier process left.</summary>
    public async Task StartAsync()
    {
        _process = ServerProcess.Start(_lab, _executable, _arguments, LogFile);
        await Eventually.TrueAsync(AnswersAsync, "the agent answers on its socket");
    }

    /// <summary>SIGKILL: as a crash does it.</summary>
    public async Task KillAsync()
    {
        await Process.KillAsync();
        Forget();
    }

    /// <summary>SIGTERM: as an upgrade does it.</summary>
    /// <returns>The exit code.</returns>
    public async Task<int> StopAsync()
    {
        var exitCode = await Process.TerminateAsync(Eventually.Deadline);
        Forget();
        return exitCode;
    }

    /// <summary>GET on the agent's socket.</summary>
    /// <exception cref="HttpRequestException">It answers otherwise than with 200, or not at all.</exception>
    public Task<string> GetAsync(string path) => _client.GetStringAsync(path);

    /// <summary>What every pod says of itself, as the agent's explain answers.</summary>
    public async Task<JsonNode> ExplainAsync() =>
        JsonNode.Parse(await GetAsync("explain")) ?? throw new InvalidOperationException("explain answers null");

    public async ValueTask DisposeAsync()
    {
        if (_process is { HasExited: false })
        {
            await KillAsync();
        }

        Forget();
        _client.Dispose();
    }

    private void Forget()
    {
        _process?.Dispose();
        _process = null;
    }

    private async ValueTask<Stream> ConnectAsync(SocketsHttpConnectionContext context, CancellationToken cancellation)
    {
        var socket = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        try
        {
            await socket.ConnectAsync(new UnixDomainSocketEndPoint(Socket), cancellation);
            return new NetworkStream(socket, ownsSocket: true);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }

    private async Task<bool> AnswersAsync()
    {
        if (Process.HasExited)
        {
            throw new InvalidOperationException($"The agent ended with {Process.ExitCode}:\n{Process.LogTail()}");
        }

        try
        {
            await GetAsync("healthz");
            return true;
        }
        catch (HttpRequestException)
        {
            return false;
        }
    }
}
