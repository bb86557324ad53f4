using System.Text.Json.Nodes;
using Agent.Cri;
using Agent.EndToEnd.Tests.Fixtures;
using Agent.EndToEnd.Tests.Fixtures.Agents;
using Agent.EndToEnd.Tests.Fixtures.Images;
using Agent.EndToEnd.Tests.Fixtures.Processes;
using Agent.Node.Explain;

namespace Agent.EndToEnd.Tests.StaticPods;

/// <summary>One test's agent on a runtime. At its end the agent is gone and the runtime is empty again.</summary>
internal sealed class StaticPodLab : IAsyncDisposable
{
    private readonly LabDirectory _directory;
    private readonly CriClient _client;
    private readonly Func<Task> _restore;
    private readonly Func<Task> _end;

    private StaticPodLab(LabDirectory directory, CriClient client, AgentProcess agent, Func<Task> restore, Func<Task> end)
    {
        _directory = directory;
        _restore = restore;
        _end = end;
        _client = client;
        Agent = agent;
        Runtime = new RuntimeView(client);
    }

    public AgentProcess Agent { get; }

    public RuntimeView Runtime { get; }

    public ManifestFolder Manifests => Agent.Manifests;

    /// <summary>An image with a shell and the usual commands.</summary>
    public string Shell { get; private init; } = LabImages.Busybox.Reference;

    /// <summary>The same under another name.</summary>
    public string ShellNext { get; private init; } = LabImages.BusyboxNext.Reference;

    /// <param name="containerd">The runtime.</param>
    /// <param name="configuration">More fields of KubeletConfiguration, as YAML.</param>
    public static async Task<StaticPodLab> StartAsync(ContainerdFixture containerd, string configuration = "")
    {
        var agent = await AgentProcess.StartAsync(containerd.Lab, AgentProcess.Built, containerd.Server.Endpoint, configuration);
        return new StaticPodLab(containerd.Lab, containerd.Client(), agent, containerd.Server.RestoreAsync, () => Task.CompletedTask);
    }

    /// <param name="embedded">Where everything goes.</param>
    /// <param name="configuration">More fields of KubeletConfiguration, as YAML.</param>
    public static async Task<StaticPodLab> StartAsync(EmbeddedFixture embedded, string configuration = "")
    {
        var agent = await AgentProcess.StartAsync(
            embedded.Lab, AgentProcess.Built, "embedded://", configuration, "--stop-pods-on-exit=false");
        var socket = Path.Combine(agent.RootDirectory, "runtime.sock");
        var client = new CriClient(CriEndpoint.Parse(socket));
        return new StaticPodLab(embedded.Lab, client, agent, () => Task.CompletedTask, () => EndRuntimeAsync(embedded.Lab, socket))
        {
            // Commands of the host, where it has a shell and sleep.
            Shell = "agent.local/host:1",
            ShellNext = "agent.local/host:2",
        };
    }

    /// <summary>A pod of one container, named main, that runs a command.</summary>
    public JsonObject Pod(string name, params string[] command) => PodManifest.Of(name, Shell, command);

    /// <summary>A pod of one container that runs until it is stopped.</summary>
    public JsonObject Sleeping(string name) => Pod(name, "sleep", "100000");

    /// <summary>Adds or replaces a manifest, under the pod's name.</summary>
    public void Write(JsonObject pod) => WriteAs(pod["metadata"]!["name"]!.GetValue<string>(), pod);

    /// <summary>Adds or replaces a manifest.</summary>
    public void WriteAs(string file, JsonObject pod)
    {
        // A process that outlives everything else, on a runtime without cgroups, is found by this.
        foreach (var container in pod["spec"]!["containers"]!.AsArray())
        {
            container!["env"] = new JsonArray(
                new JsonObject { ["name"] = LabDirectory.Variable, ["value"] = _directory.Path });
        }

        Manifests.Write(file, PodManifest.Text(pod));
    }

    /// <summary>What the agent says about a pod, or null.</summary>
    public async Task<PodExplanation?> ExplainAsync(string name) =>
        (await Agent.ExplainAsync()).Pods.FirstOrDefault(pod => pod.PodName == RuntimeView.PodName(name));

    /// <summary>Waits until what the agent says about a pod is as expected.</summary>
    public Task<PodExplanation> ExplainedAsync(string name, Func<PodExplanation, bool> expected, string what) =>
        Eventually.ValueAsync(
            async () => await ExplainAsync(name) is { } pod && expected(pod) ? pod : null,
            $"explain of {name}: {what}");

    /// <summary>Waits until the agent says that the pod runs.</summary>
    public Task<PodExplanation> ExplainedAsRunningAsync(string name) => ExplainedAsync(name, p => p.State == "Running", "Running");

    /// <summary>Waits until the agent names a manifest, or a pod, that it cannot use.</summary>
    public Task ExplainedAsBadAsync(string named) => Eventually.TrueAsync(
        async () => (await Agent.ExplainAsync()).Node.BadManifests.Any(line => line.Contains(named, StringComparison.Ordinal)),
        $"explain names {named}");

    /// <summary>Kills the first process of a container, as a crash of the program does.</summary>
    public async Task KillProcessAsync(string containerId) =>
        Libc.Kill(await Runtime.ProcessAsync(containerId), Signal.Kill);

    public async ValueTask DisposeAsync()
    {
        await Agent.DisposeAsync();
        await _restore();
        await Runtime.ClearAsync();
        _client.Dispose();
        await _end();
    }

    /// <summary>The embedded runtime lives on without the agent.</summary>
    private static async Task EndRuntimeAsync(LabDirectory lab, string socket)
    {
        bool IsIt(int id) => ProcessTable.Arguments(id).Any(argument => argument.EndsWith(socket, StringComparison.Ordinal));
        List<int> processes = [.. ProcessTable.WithVariable(LabDirectory.Variable, lab.Path).Where(IsIt)];
        processes.ForEach(id => Libc.Kill(id, Signal.Term));
        await Eventually.TrueAsync(() => !processes.Any(ProcessTable.IsAlive), "the embedded runtime has ended");
    }
}
