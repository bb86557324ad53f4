using System.Text.Json.Nodes;

namespace Agent.EndToEnd.Tests.StaticPods;

/// <summary>How pods end by themselves: their deadline, and the order of their containers.</summary>
public abstract partial class StaticPodFacts
{
    [SkippableFact]
    public async Task Deadline_Passes_EndsThePodSidecarsLastAndInReverse()
    {
        await using var lab = await StartAsync();
        string[] polite = ["sh", "-c", "trap 'sleep 1; exit 0' TERM; while :; do sleep 0.1; done"];
        var pod = lab.Pod("limited", polite).With("activeDeadlineSeconds", 5).With("terminationGracePeriodSeconds", 30);
        var sidecars = new JsonArray();
        foreach (var name in new[] { "first", "second" })
        {
            var sidecar = PodManifest.Container(name, lab.Shell, polite);
            sidecar["restartPolicy"] = "Always";
            sidecars.Add(sidecar);
        }

        lab.Write(pod.With("initContainers", sidecars));
        await lab.Runtime.RunningAsync("limited");
        var running = await lab.Runtime.RunningAsync("limited", container: "first");

        var ended = await lab.ExplainedAsync("limited", p => p is { State: "Terminated", Phase: "Failed" }, "ended");

        Assert.Equal("DeadlineExceeded", ended.Reason);
        var ends = new List<long>();
        foreach (var name in new[] { "main", "second", "first" })
        {
            var exited = await lab.Runtime.ExitedAsync("limited", container: name);
            Assert.Equal(0, exited.ExitCode);
            ends.Add(exited.FinishedAt);
        }

        Assert.Equal(ends.Order(), ends);
        Assert.True((ends[0] - running.StartedAt) / 1e9 >= 4, "the deadline was not waited for");
        Assert.All(ends.Zip(ends.Skip(1)), pair => Assert.True(pair.Second - pair.First > 0.9e9, "a sidecar did not wait for its turn"));
    }
}
