using Agent.Cri;
using Agent.Cri.Protocol;
using Agent.EndToEnd.Tests.Fixtures;

namespace Agent.Benchmarks.Density;

/// <summary>Starts pods with the fewest calls that can start a pod and know that it runs.</summary>
internal sealed class BareClient(CriClient client, LabDirectory lab)
{
    private readonly RuntimeObserver _observer = new(client);

    /// <summary>From the first call until the runtime shows all running; afterwards the pods are gone again.</summary>
    public async Task<TimeSpan> MeasureAsync(int pods, int concurrency)
    {
        List<Messages> messages = [.. Enumerable.Range(0, pods).Select(Prepare)];
        var options = new ParallelOptions { MaxDegreeOfParallelism = concurrency };
        var time = await _observer.TimeAsync(pods, () => Parallel.ForEachAsync(messages, options, StartAsync));
        await RuntimeCleaner.CleanAsync(client);
        return time;
    }

    private Messages Prepare(int number)
    {
        var pod = DensityPod.Pod(number);
        var sandbox = DensityPod.Sandbox(lab, pod);
        return new Messages(sandbox, DensityPod.Container(lab, pod, sandbox));
    }

    private async ValueTask StartAsync(Messages messages, CancellationToken cancellation)
    {
        var sandbox = await client.RunPodSandboxAsync(new RunPodSandboxRequest { Config = messages.Sandbox }, cancellation);
        await client.PodSandboxStatusAsync(new PodSandboxStatusRequest { PodSandboxId = sandbox.PodSandboxId }, cancellation);
        var container = await client.CreateContainerAsync(
            new CreateContainerRequest
            {
                PodSandboxId = sandbox.PodSandboxId,
                SandboxConfig = messages.Sandbox,
                Config = messages.Container,
            },
            cancellation);
        await client.StartContainerAsync(new StartContainerRequest { ContainerId = container.ContainerId }, cancellation);
        await client.ContainerStatusAsync(new ContainerStatusRequest { ContainerId = container.ContainerId }, cancellation);
    }

    private sealed record Messages(PodSandboxConfig Sandbox, ContainerConfig Container);
}
