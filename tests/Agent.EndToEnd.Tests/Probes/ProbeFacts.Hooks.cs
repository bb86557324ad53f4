using System.Diagnostics;
using System.Text.Json.Nodes;
using Agent.EndToEnd.Tests.StaticPods;

namespace Agent.EndToEnd.Tests.Probes;

/// <summary>Lifecycle hooks.</summary>
public abstract partial class ProbeFacts
{
    [SkippableFact]
    public async Task PreStop_Exec_EndsBeforeTheSignal()
    {
        await using var lab = await StartAsync();
        var mark = $"/tmp/agent-hook-{Guid.NewGuid():N}";
        lab.Write(lab.Pod("pre", "sh", "-c", $"trap 'test -e {mark} && exit 7; exit 8' TERM; while :; do sleep 0.1; done")
            .With("terminationGracePeriodSeconds", 20)
            .WithContainer("lifecycle", Hook("preStop", "exec", Command("sh", "-c", $"sleep 2; touch {mark}")))
            .WithContainer("livenessProbe", Exec("false")));

        var first = await lab.Runtime.ExitedAsync("pre");
        await lab.Runtime.RunningAsync("pre", attempt: 1);

        Assert.Equal(7, first.ExitCode);
        File.Delete(mark);
    }

    [SkippableFact]
    public async Task PreStop_PodDeleted_RunsWithinTheGrace()
    {
        await using var lab = await StartAsync();
        await using var target = await ProbeTarget.StartAsync();
        lab.Write(OnHost(lab.Sleeping("http")).With("terminationGracePeriodSeconds", 30)
            .WithContainer("lifecycle", Hook("preStop", "httpGet", new JsonObject { ["port"] = target.Http, ["path"] = "/drain" })));
        lab.Write(lab.Sleeping("nap").With("terminationGracePeriodSeconds", 30)
            .WithContainer("lifecycle", Hook("preStop", "sleep", new JsonObject { ["seconds"] = 4 })));
        await lab.ExplainedAsRunningAsync("http");
        await lab.ExplainedAsRunningAsync("nap");

        var watch = Stopwatch.StartNew();
        lab.Manifests.Delete("http");
        lab.Manifests.Delete("nap");
        await lab.ExplainedAsync("nap", p => p.WaitingFor.Contains("the preStop hook (sleep) of main", StringComparison.Ordinal) && p.NextTimer is not null, "names the hook");
        await lab.Runtime.GoneAsync("nap");

        Assert.InRange(watch.Elapsed.TotalSeconds, 4, 90);
        await lab.Runtime.GoneAsync("http");
        Assert.Contains(("/drain", "kube-lifecycle/1.36", ""), target.Requests);
    }

    [SkippableFact]
    public async Task PreStop_Hangs_IsGivenUpAtTheEndOfTheGrace()
    {
        await using var lab = await StartAsync();
        lab.Write(lab.Sleeping("hang").With("terminationGracePeriodSeconds", 3).WithContainer("lifecycle", Hook("preStop", "exec", Command("sleep", "1000"))));
        await lab.ExplainedAsRunningAsync("hang");

        var watch = Stopwatch.StartNew();
        lab.Manifests.Delete("hang");
        await lab.Runtime.GoneAsync("hang");

        Assert.InRange(watch.Elapsed.TotalSeconds, 3, 60);
    }

    [SkippableFact]
    public async Task PostStart_Runs_BeforeTheContainerCountsAsRunning()
    {
        await using var lab = await StartAsync();
        var mark = $"/tmp/agent-hook-{Guid.NewGuid():N}";
        lab.Write(lab.Sleeping("post").WithContainer("lifecycle", Hook("postStart", "exec", Command("sh", "-c", $"sleep 3; touch {mark}"))));
        await lab.ExplainedAsync("post", p => p.WaitingFor.Contains("the postStart hook (exec) of main", StringComparison.Ordinal), "names the hook");

        var running = await lab.Runtime.RunningAsync("post");
        await lab.ExplainedAsRunningAsync("post");

        Assert.Equal(0, await lab.Runtime.TryExecAsync(running.Id, "test", "-e", mark));
        File.Delete(mark);
    }

    [SkippableFact]
    public async Task PostStart_Fails_TheContainerIsKilledAndStartedAgain()
    {
        await using var lab = await StartAsync();
        lab.Write(lab.Sleeping("bad").WithContainer("lifecycle", Hook("postStart", "exec", Command("false"))));

        await lab.Runtime.ExitedAsync("bad");
        await lab.Runtime.ExitedAsync("bad", attempt: 1);

        var pod = await lab.ExplainedAsync("bad", p => p.Containers is [{ State: "BackingOff", Reason: "CrashLoopBackOff" }], "backs off");
        Assert.Contains(pod.Transitions, t => t.Detail.Contains("postStart hook", StringComparison.Ordinal));
        Assert.False(IsReady(pod));
    }

    private static JsonObject Hook(string name, string handler, JsonObject action) => new() { [name] = new JsonObject { [handler] = action } };
}
