using System.Globalization;
using System.Text.Json.Nodes;
using Agent.Cri;
using Agent.Cri.Protocol;
using Agent.EndToEnd.Tests.Fixtures;
using Agent.EndToEnd.Tests.Fixtures.Agents;

namespace Agent.EndToEnd.Tests.StaticPods;

/// <summary>What the runtime says about pods: the judge of what the agent did.</summary>
internal sealed class RuntimeView(CriClient client)
{
    /// <summary>So that a runtime that hangs fails a test and does not hang it.</summary>
    private static CancellationToken Deadline => new CancellationTokenSource(Eventually.Deadline).Token;

    /// <summary>The name that the agent gives a static pod.</summary>
    public static string PodName(string manifestName) => $"{manifestName}-{AgentProcess.NodeName}";

    /// <summary>All sandboxes of a pod, the newest first.</summary>
    public async Task<IReadOnlyList<PodSandbox>> SandboxesAsync(string name)
    {
        var all = await client.ListPodSandboxAsync(new ListPodSandboxRequest(), Deadline);
        return [.. all.Items.Where(s => s.Metadata.Name == PodName(name)).OrderByDescending(s => s.CreatedAt)];
    }

    /// <summary>All instances of all containers of a pod, the newest first.</summary>
    public async Task<IReadOnlyList<Container>> ContainersAsync(string name)
    {
        var sandboxes = (await SandboxesAsync(name)).Select(s => s.Id).ToHashSet(StringComparer.Ordinal);
        return [.. (await AllContainersAsync()).Where(c => sandboxes.Contains(c.PodSandboxId))];
    }

    /// <summary>The instances of a pod's containers that run.</summary>
    public async Task<IReadOnlyList<Container>> RunningContainersAsync(string name) =>
        [.. (await ContainersAsync(name)).Where(c => c.State == ContainerState.ContainerRunning)];

    public async Task<bool> IsRunningAsync(string containerId) =>
        (await StatusAsync(containerId)).State == ContainerState.ContainerRunning;

    /// <summary>Every container of the runtime, the newest first.</summary>
    public async Task<IReadOnlyList<Container>> AllContainersAsync()
    {
        var all = await client.ListContainersAsync(new ListContainersRequest(), Deadline);
        return [.. all.Containers.OrderByDescending(c => c.CreatedAt)];
    }

    /// <summary>Waits until an instance of a container runs.</summary>
    public Task<ContainerStatus> RunningAsync(string name, int attempt = 0, string container = "main") =>
        InstanceAsync(name, attempt, container, ContainerState.ContainerRunning);

    /// <summary>Waits until an instance of a container has ended.</summary>
    public Task<ContainerStatus> ExitedAsync(string name, int attempt = 0, string container = "main") =>
        InstanceAsync(name, attempt, container, ContainerState.ContainerExited);

    /// <summary>Waits until the runtime knows nothing of the pod any more.</summary>
    public Task GoneAsync(string name, TimeSpan? deadline = null) =>
        Eventually.TrueAsync(async () => (await SandboxesAsync(name)).Count == 0, $"pod {name} is gone", deadline);

    public async Task<ContainerStatus> StatusAsync(string containerId) => (await client.ContainerStatusAsync(
        new ContainerStatusRequest { ContainerId = containerId }, Deadline)).Status;

    public async Task<PodSandboxStatus> SandboxStatusAsync(string name) => (await client.PodSandboxStatusAsync(
        new PodSandboxStatusRequest { PodSandboxId = (await SandboxesAsync(name))[0].Id }, Deadline)).Status;

    /// <summary>Runs a command in a container; its exit code, or -1 where it could not be run.</summary>
    public async Task<int> TryExecAsync(string containerId, params string[] command)
    {
        try
        {
            return (await client.ExecSyncAsync(new ExecSyncRequest { ContainerId = containerId, Cmd = { command }, Timeout = 20 }, Deadline)).ExitCode;
        }
        catch (Grpc.Core.RpcException)
        {
            // It ends just now.
            return -1;
        }
    }

    /// <summary>The process id, on the host, of a container's first process; containerd and the embedded runtime tell it.</summary>
    public async Task<int> ProcessAsync(string containerId)
    {
        var response = await client.ContainerStatusAsync(
            new ContainerStatusRequest { ContainerId = containerId, Verbose = true }, Deadline);
        return response.Info.TryGetValue("pid", out var id)
            ? int.Parse(id, CultureInfo.InvariantCulture)
            : JsonNode.Parse(response.Info["info"])!["pid"]!.GetValue<int>();
    }

    /// <summary>What a command in a container writes; its failure is an error.</summary>
    public async Task<string> ExecAsync(string containerId, params string[] command)
    {
        var response = await client.ExecSyncAsync(
            new ExecSyncRequest { ContainerId = containerId, Cmd = { command }, Timeout = 20 }, Deadline);
        return response.ExitCode == 0
            ? response.Stdout.ToStringUtf8()
            : throw new InvalidOperationException($"{string.Join(' ', command)} ended with {response.ExitCode}: {response.Stderr.ToStringUtf8()}");
    }

    /// <summary>One line per container, the same for as long as nothing was restarted, stopped or added.</summary>
    public async Task<IReadOnlyList<string>> FingerprintAsync() =>
    [
        .. (await AllContainersAsync()).Select(c => $"{c.Metadata.Name} {c.Metadata.Attempt} {c.Id} {c.State}").Order(StringComparer.Ordinal),
    ];

    /// <summary>Removes every pod. The agent must not run meanwhile, or it makes them anew.</summary>
    public async Task ClearAsync()
    {
        foreach (var sandbox in (await client.ListPodSandboxAsync(new ListPodSandboxRequest(), Deadline)).Items)
        {
            await client.StopPodSandboxAsync(new StopPodSandboxRequest { PodSandboxId = sandbox.Id }, Deadline);
            await client.RemovePodSandboxAsync(new RemovePodSandboxRequest { PodSandboxId = sandbox.Id }, Deadline);
        }
    }

    private Task<ContainerStatus> InstanceAsync(string name, int attempt, string container, ContainerState state) =>
        Eventually.ValueAsync(
            async () =>
            {
                var found = (await ContainersAsync(name)).FirstOrDefault(
                    c => c.Metadata.Name == container && c.Metadata.Attempt == attempt && c.State == state);
                return found is null ? null : await StatusAsync(found.Id);
            },
            $"container {container} of pod {name}, attempt {attempt}, {state}");
}
