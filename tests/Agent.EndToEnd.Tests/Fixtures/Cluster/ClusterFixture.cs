using System.Text.Json.Nodes;
using Agent.Cri;
using Agent.Cri.Protocol;
using Agent.EndToEnd.Tests.Fixtures.Agents;
using Agent.EndToEnd.Tests.Fixtures.Containerd;

namespace Agent.EndToEnd.Tests.Fixtures.Cluster;

/// <summary>A cluster of one node: a control plane, a containerd, and the agent between them. The agent is not started yet.</summary>
public abstract class ClusterFixture : IAsyncLifetime
{
    // The node is looked at often, so that a test that waits for news of it does not wait long. News are rare.
    private const string Configuration = """
        nodeStatusUpdateFrequency: 2s
        nodeStatusReportFrequency: 5m
        """;

    private IControlPlane? _controlPlane;
    private ContainerdServer? _server;
    private LabDirectory? _lab;
    private CriClient? _runtime;
    private AgentProcess? _agent;

    internal IControlPlane ControlPlane => Required(_controlPlane);

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
        ContainerdFixture.Require(Missing());
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
        await Kubectl.RunAsync("uncordon", AgentProcess.NodeName);
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
        if (Missing().Count == 0)
        {
            _lab = await LabDirectory.CreateAsync();
            _server = await ContainerdServer.StartAsync(_lab);
            _runtime = new CriClient(CriEndpoint.Parse(_server.Endpoint));
            _controlPlane = await StartControlPlaneAsync(_lab);
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

    /// <summary>One sentence per thing that is missing; empty where all is there.</summary>
    private protected abstract IReadOnlyList<string> Missing();

    /// <summary>Starts the control plane, and returns when pods can be made.</summary>
    private protected abstract Task<IControlPlane> StartControlPlaneAsync(LabDirectory lab);

    private T Required<T>(T? part)
        where T : class
    {
        ContainerdFixture.Require(Missing());
        return part ?? throw new InvalidOperationException($"{typeof(T).Name} has not been started");
    }
}
