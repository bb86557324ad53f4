using System.Net;
using Agent.EndToEnd.Tests.Fixtures.Processes;
using Agent.Server.Local;

namespace Agent.EndToEnd.Tests.Fixtures.Agents;

/// <summary>The agent as an operator runs it: its own process, its own root directory, static pods from a folder.</summary>
internal sealed class AgentProcess : IAsyncDisposable
{
    private static int _count;

    private readonly LabDirectory _lab;
    private readonly string _executable;
    private readonly string[] _arguments;
    private readonly AgentClient _client;
    private readonly HttpClient _http = new() { Timeout = TimeSpan.FromSeconds(10) };
    private ServerProcess? _process;

    private AgentProcess(LabDirectory lab, string executable, string runtimeEndpoint, string configuration, string[] flags)
    {
        _lab = lab;
        _executable = executable;
        var name = $"agent{Interlocked.Increment(ref _count)}";
        RootDirectory = lab.Directories(name);
        CgroupRoot = $"{Remains.CgroupRoot(lab.Path)}/{name}";
        LogsDirectory = lab.Directories($"{name}-logs");
        Manifests = new ManifestFolder(lab.Combine($"{name}-manifests"));
        LogFile = lab.Combine($"{name}.log");
        Healthz = new Uri($"http://127.0.0.1:{LoopbackPorts.Free()}/healthz");
        var file = lab.Combine($"{name}.yaml");
        File.WriteAllText(file, $"""
            apiVersion: kubelet.config.k8s.io/v1beta1
            kind: KubeletConfiguration
            podLogsDir: {LogsDirectory}
            healthzPort: {Healthz.Port}
            cgroupRoot: {CgroupRoot}
            {configuration}
            """);
        _arguments =
        [
            "run", "--config", file, "--container-runtime-endpoint", runtimeEndpoint, "--pod-manifest-path", Manifests.Path,
            "--root-dir", RootDirectory, "--hostname-override", NodeName, .. flags,
        ];
        _client = new AgentClient(Path.Combine(RootDirectory, "agent.sock"));
    }

    /// <summary>The node's name, the end of every static pod's name.</summary>
    public static string NodeName => "lab-node";

    /// <summary>The agent that was built with these tests.</summary>
    public static string Built => Path.Combine(AppContext.BaseDirectory, "agent");

    public string RootDirectory { get; }

    public string LogsDirectory { get; }

    /// <summary>The cgroup below which the pods of this agent are, apart from those of others on the machine.</summary>
    public string CgroupRoot { get; }

    public string LogFile { get; }

    public Uri Healthz { get; }

    public ManifestFolder Manifests { get; }

    /// <exception cref="InvalidOperationException">The agent is not running now.</exception>
    public ServerProcess Process => _process ?? throw new InvalidOperationException("The agent is not running");

    /// <summary>False before the first start, and after its end.</summary>
    public bool IsRunning => _process is { HasExited: false };

    /// <summary>Starts an agent, and returns when it answers and has taken over what the runtime runs already.</summary>
    /// <param name="lab">Where its directories go.</param>
    /// <param name="executable">The program.</param>
    /// <param name="runtimeEndpoint">The runtime, as the flag takes it.</param>
    /// <param name="configuration">More fields of KubeletConfiguration, as YAML.</param>
    /// <param name="flags">More flags.</param>
    public static async Task<AgentProcess> StartAsync(
        LabDirectory lab, string executable, string runtimeEndpoint, string configuration = "", params string[] flags)
    {
        var agent = Create(lab, executable, runtimeEndpoint, configuration, flags);
        await agent.StartAsync();
        return agent;
    }

    /// <summary>The same, not started.</summary>
    public static AgentProcess Create(
        LabDirectory lab, string executable, string runtimeEndpoint, string configuration = "", params string[] flags) =>
        new(lab, executable, runtimeEndpoint, configuration, flags);

    /// <summary>Starts it again, on what an earlier process left.</summary>
    public async Task StartAsync()
    {
        Launch();
        await Eventually.TrueAsync(
            async () => await TryExplainAsync() is { Node: { Adopted: true, SourcesReady: true } }, $"the agent is at work ({LogFile})");
    }

    /// <summary>Starts it and does not wait for anything.</summary>
    public void Launch() => _process = ServerProcess.Start(_lab, _executable, _arguments, LogFile);

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

    /// <summary>What the agent says of itself and its pods.</summary>
    /// <exception cref="AgentUnreachableException">It does not answer within ten seconds.</exception>
    public Task<NodeReport> ExplainAsync() => _client.ExplainAsync(CancellationToken.None);

    /// <summary>The status code of /healthz.</summary>
    /// <exception cref="HttpRequestException">It does not answer.</exception>
    public async Task<HttpStatusCode> HealthAsync()
    {
        using var response = await _http.GetAsync(Healthz);
        return response.StatusCode;
    }

    public async ValueTask DisposeAsync()
    {
        if (_process is { HasExited: false })
        {
            await KillAsync();
        }

        Forget();
        _client.Dispose();
        _http.Dispose();
    }

    private void Forget()
    {
        _process?.Dispose();
        _process = null;
    }

    /// <summary>What the agent says of itself, or null where it does not answer yet.</summary>
    public async Task<NodeReport?> TryExplainAsync()
    {
        if (Process.HasExited)
        {
            throw new InvalidOperationException($"The agent ended with {Process.ExitCode}:\n{Process.LogTail()}");
        }

        try
        {
            return await ExplainAsync();
        }
        catch (AgentUnreachableException)
        {
            return null;
        }
    }
}
