using Agent.Cri;
using Agent.Cri.Protocol;
using Agent.EndToEnd.Tests.Fixtures;

namespace Agent.Benchmarks.Density;

/// <summary>Brings the runtime back to the same quiet start between bursts.</summary>
internal static class RuntimeCleaner
{
    private static readonly ParallelOptions AtOnce = new() { MaxDegreeOfParallelism = 4 };

    /// <summary>Removes every pod and waits until the kernel has taken their network namespaces apart.</summary>
    public static async Task CleanAsync(CriClient client)
    {
        var pods = await client.ListPodSandboxAsync(new ListPodSandboxRequest(), CancellationToken.None);
        await Parallel.ForEachAsync(pods.Items.Select(pod => pod.Id), AtOnce, async (id, cancellation) =>
        {
            await client.StopPodSandboxAsync(new StopPodSandboxRequest { PodSandboxId = id }, cancellation);
            await client.RemovePodSandboxAsync(new RemovePodSandboxRequest { PodSandboxId = id }, cancellation);
        });
        await WaitUntilQuietAsync(client);
    }

    /// <summary>Waits until no pod is left in the runtime.</summary>
    public static Task WaitUntilGoneAsync(CriClient client) => Eventually.TrueAsync(
        async () => (await client.ListPodSandboxAsync(new ListPodSandboxRequest(), CancellationToken.None)).Items.Count == 0,
        "all pods gone");

    /// <summary>Waits for the same, and until the machine has been nearly idle for a second; a busy one not for long.</summary>
    public static async Task WaitUntilQuietAsync(CriClient client)
    {
        await WaitUntilGoneAsync(client);
        for (var second = 0; second < 10; second++)
        {
            var before = MachineCpu.Read();
            await Task.Delay(TimeSpan.FromSeconds(1));
            if (MachineCpu.Read().BusyShareSince(before) < 0.10)
            {
                return;
            }
        }
    }
}
