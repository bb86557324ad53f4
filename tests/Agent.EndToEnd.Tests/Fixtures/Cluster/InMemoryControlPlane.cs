using Agent.EndToEnd.Tests.Fixtures.Agents;
using Agent.EndToEnd.Tests.Fixtures.Processes;

namespace Agent.EndToEnd.Tests.Fixtures.Cluster;

/// <summary>The control plane of <c>agent apiserver</c>: API server, scheduler and controllers in one process.</summary>
internal sealed class InMemoryControlPlane : IControlPlane
{
    private static readonly TimeSpan EndsWithin = TimeSpan.FromSeconds(30);

    private readonly LabDirectory _lab;
    private readonly string _directory;
    private readonly int _port = LoopbackPorts.Free();

    private InMemoryControlPlane(LabDirectory lab)
    {
        _lab = lab;
        _directory = lab.Directories("apiserver");
        AuditLogFile = lab.Combine("apiserver-audit.log");
        Kubectl = new Kubectl(lab, Path.Combine(_directory, "admin.kubeconfig"));
        ApiServer = Start();
    }

    public Kubectl Kubectl { get; }

    public string NodeKubeconfig => Path.Combine(_directory, "node.kubeconfig");

    public ServerProcess ApiServer { get; private set; }

    public string AuditLogFile { get; }

    /// <summary>Starts it, and returns when the API server is ready and pods can be made.</summary>
    public static async Task<InMemoryControlPlane> StartAsync(LabDirectory lab)
    {
        var plane = new InMemoryControlPlane(lab);
        await plane.ReadyAsync();
        return plane;
    }

    public Task ReadyAsync() => Eventually.TrueAsync(
        () => ApiServer.HasExited
            ? throw new InvalidOperationException($"The API server ended with {ApiServer.ExitCode}:\n{ApiServer.LogTail()}")
            : Kubectl.IsReadyAsync(),
        $"the API server is ready ({ApiServer.LogFile})");

    /// <summary>In order, so that it keeps what it has: it writes its file every few seconds only.</summary>
    public async Task StopApiServerAsync()
    {
        await ApiServer.TerminateAsync(EndsWithin);
        ApiServer.Dispose();
    }

    public Task StartApiServerAsync()
    {
        ApiServer = Start();
        return ReadyAsync();
    }

    /// <summary>Its file holds objects and no history.</summary>
    public async Task ForgetHistoryAsync()
    {
        await StopApiServerAsync();
        await StartApiServerAsync();
    }

    public void Dispose() => ApiServer.Dispose();

    private ServerProcess Start() => ServerProcess.Start(
        _lab,
        AgentProcess.Built,
        [
            "apiserver", "--listen", $"https://127.0.0.1:{_port}", "--data", Path.Combine(_directory, "cluster.json"),
            "--kubeconfig-out", Path.Combine(_directory, "admin.kubeconfig"),
            "--node-kubeconfig-out", $"{AgentProcess.NodeName}={NodeKubeconfig}", "--audit-log-path", AuditLogFile,
        ],
        _lab.Combine("apiserver.log"));
}
