using System.Text.Json.Nodes;
using Agent.Cri;
using Agent.Cri.Protocol;
using Agent.EndToEnd.Tests.Fixtures.Agents;
using Agent.EndToEnd.Tests.Fixtures.Containerd;

namespace Agent.EndToEnd.Tests.Fixtures.Cluster;

/// <summary>A cluster of one node: a control plane, a containerd, and the agent between them. The agent is not started yet.</summary>
public sealed class ClusterFixture : IAsyncLifetime
{
    // Statuses are sent often, so that a test that waits for the next one does not wait long.
    private const string Configuration = """
        nodeStatusUpdateFrequency: 2s
        nodeStatusReportFrequency: 10s
        """;

    private ControlPlane? _controlPlane;
    private ContainerdServer? _server;
    private LabDirectory? _lab;
    private CriClient? _runtime;
    private AgentProcess? _agent;

    internal ControlPlane ControlPlane => Required(_controlPlane);

    internal Kubectl Kubectl => ControlPlane.Kubectl;

    /// <summary>The agent; <see cref="StartAsync"/> first.</summary>
    internal AgentProcess Agent => Required(_agent);

    internal CriClient Runtime => Required(_runtime);

    /// <summary>
    /// The state in which every test begins: all parts run, the node is ready, no pod is left from another test. A test that
    /// cannot have it here is skipped, or fails where that is required.
    /// </summary>
    internal async Task StartAsync()
    {
        ContainerdFixture.Require(Prerequisites.MissingForCluster());
        ControlPlane.ApiServer.Resume();
        await ControlPlane.ReadyAsync();
        if (_agent is null)
        {
            _agent = await AgentProcess.StartAsync(
                _lab!, AgentProcess.Built, _server!.Endpoint, Configuration,
                "--kubeconfig", ControlPlane.NodeKubeconfig, "--node-ip", _server.Network.Gateway);
        }
        else if (!Agent.IsRunning)
        {
            await Agent.StartAsync();
        }

        Agent.Manifests.Clear();
        await NodeReadyAsync();
        await Kubectl.RunAsync("delete", "deployments,pods", "--all", "--grace-period=1", "--wait=true", "--timeout=60s");
    }

    /// <summary>Ends the agent, where it runs, by SIGTERM.</summary>
    internal async Task StopAgentAsync()
    {
        if (_agent is { IsRunning: true })
        {
            await _agent.StopAsync();
        }
    }

    /// <summary>Waits until the API server says that the node is ready.</summary>
    internal Task<JsonNode> NodeReadyAsync() => Eventually.ValueAsync(
        async () => await Kubectl.GetAsync("node", AgentProcess.NodeName) is { } node && Conditions.AreTrue(node, "Ready") ? node : null,
        "the node is ready");

    /// <summary>Waits until the API server says that the pod is ready.</summary>
    internal Task<JsonNode> PodReadyAsync(string name) => PodAsync(name, pod => Conditions.AreTrue(pod, "Ready"), "ready");

    /// <summary>Waits until the pod, as the API server has it, is as expected.</summary>
    internal async Task<JsonNode> PodAsync(string name, Func<JsonNode, bool> expected, string what)
    {
        JsonNode? last = null;
        try
        {
            return await Eventually.ValueAsync(
                async () => (last = await Kubectl.GetAsync("pod", name)) is { } pod && expected(pod) ? pod : null, $"pod {name}: {what}");
        }
        catch (TimeoutException error)
        {
            throw new TimeoutException($"{error.Message}; its status: {last?["status"]?.ToJsonString() ?? "no such pod"}", error);
        }
    }

    /// <summary>Waits until neither the API server nor the runtime knows the pod.</summary>
    internal async Task PodGoneAsync(string name)
    {
        await Eventually.TrueAsync(async () => await Kubectl.GetAsync("pod", name) is null, $"pod {name} is gone from the API server");
        await Eventually.TrueAsync(async () => (await SandboxesAsync(name)).Count == 0, $"pod {name} is gone from the runtime");
    }

    /// <summary>The sandboxes of a pod.</summary>
    internal async Task<IReadOnlyList<PodSandbox>> SandboxesAsync(string pod)
    {
        var all = await Runtime.ListPodSandboxAsync(new ListPodSandboxRequest(), CancellationToken.None);
        return [.. all.Items.Where(sandbox => sandbox.Metadata.Name == pod)];
    }

    public async Task InitializeAsync()
    {
        if (Prerequisites.MissingForCluster().Count == 0)
        {
            _lab = await LabDirectory.CreateAsync();
            _server = await ContainerdServer.StartAsync(_lab);
            _runtime = new CriClient(CriEndpoint.Parse(_server.Endpoint));
            _controlPlane = await ControlPlane.StartAsync(_lab);
        }
    }

    public async Task DisposeAsync()
    {
        if (_agent is not null)
        {
            await _agent.DisposeAsync();
        }

        _runtime?.Dispose();
        _controlPlane?.Dispose();
        if (_lab is not null)
        {
            await _lab.DisposeAsync();
        }

        if (_server is not null)
        {
            await _server.DisposeAsync();
        }
    }

    private static T Required<T>(T? part)
        where T : class
    {
        ContainerdFixture.Require(Prerequisites.MissingForCluster());
        return part ?? throw new InvalidOperationException($"{typeof(T).Name} has not been started");
    }
}
