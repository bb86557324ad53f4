using System.Text.Json.Nodes;
using Agent.EndToEnd.Tests.Fixtures;
using Agent.EndToEnd.Tests.StaticPods;
using Agent.Node.Explain;

namespace Agent.EndToEnd.Tests.Probes;

/// <summary>Facts about probes and hooks that hold on every runtime; the derived classes say which.</summary>
public abstract partial class ProbeFacts
{
    public static TheoryData<string> Handlers => ["httpGet", "https", "tcpSocket", "grpc", "exec"];

    [SkippableTheory]
    [MemberData(nameof(Handlers))]
    public async Task Probe_EveryKind_DoesItsPart(string handler)
    {
        await using var lab = await StartAsync();
        await using var target = await ProbeTarget.StartAsync();
        var flag = $"/tmp/agent-probe-{Guid.NewGuid():N}";
        var name = handler.ToLowerInvariant();
        JsonObject Pod(string kind) => Sleeping(lab, $"{kind[..3]}-{name}", flag).WithContainer(kind + "Probe", Probe(handler, target, flag));
        async Task SetAsync(bool isWell)
        {
            target.IsWell = isWell;
            foreach (var container in await lab.Runtime.AllContainersAsync())
            {
                // Containers have files of their own, or all the same one.
                await lab.Runtime.TryExecAsync(container.Id, isWell ? "touch" : "rm", isWell ? flag : "-f", flag);
            }
        }

        lab.Write(Pod("readiness"));
        lab.Write(Pod("liveness"));
        lab.Write(Pod("startup"));
        foreach (var kind in new[] { "rea", "liv", "sta" })
        {
            await ReadyAsync(lab, $"{kind}-{name}", true);
        }

        await SetAsync(false);
        await ReadyAsync(lab, $"rea-{name}", false);
        await Eventually.TrueAsync(
            async () => await lab.ExplainAsync($"liv-{name}") is { Containers: [{ RestartCount: > 0 }] }, $"liv-{name} was restarted");
        await SetAsync(true);
        await ReadyAsync(lab, $"rea-{name}", true);

        var ready = await lab.ExplainAsync($"rea-{name}");
        var started = await lab.ExplainAsync($"sta-{name}");
        Assert.Equal((0, 0), (ready!.Containers[0].RestartCount, started!.Containers[0].RestartCount));
        Assert.Equal("Success", ready.Containers[0].Probes.Single().Result);
        File.Delete(flag);
    }

    [SkippableFact]
    public async Task Startup_NeverSucceeds_IsRestartedAndNeverReady()
    {
        await using var lab = await StartAsync();
        lab.Write(lab.Sleeping("start").WithContainer("startupProbe", Exec("false")));

        await lab.Runtime.RunningAsync("start", attempt: 1);

        var pod = await lab.ExplainAsync("start");
        Assert.False(IsReady(pod!));
        Assert.Contains(pod!.Transitions, t => t.Detail.Contains("its startup probe failed", StringComparison.Ordinal));
    }

    [SkippableFact]
    public async Task Http_Request_IsTheKubelets()
    {
        await using var lab = await StartAsync();
        await using var target = await ProbeTarget.StartAsync();
        var action = Get(target.Http, "/healthz?full=1");
        action["httpGet"]!["httpHeaders"] = new JsonArray(new JsonObject { ["name"] = "X-Probe", ["value"] = "yes" });
        lab.Write(OnHost(lab.Sleeping("headers")).WithContainer("readinessProbe", action));

        await ReadyAsync(lab, "headers", true);

        Assert.Contains(("/healthz", "kube-probe/1.36", "yes"), target.Requests);
    }

    [SkippableFact]
    public async Task Exec_DoesNotEndInTime_IsAFailure()
    {
        await using var lab = await StartAsync();
        lab.Write(lab.Sleeping("slow").WithContainer("livenessProbe", Exec("sleep", "30")));

        await lab.Runtime.RunningAsync("slow", attempt: 1);

        var pod = await lab.ExplainAsync("slow");
        Assert.Contains(pod!.Transitions, t => t.Detail.Contains("timed out", StringComparison.Ordinal));
    }

    [SkippableFact]
    public async Task Liveness_ProbesOwnGrace_CountsInsteadOfThePods()
    {
        await using var lab = await StartAsync();
        var probe = Exec("false");
        probe["terminationGracePeriodSeconds"] = 3;
        lab.Write(lab.Pod("grace", "sh", "-c", "trap '' TERM; while :; do sleep 1; done")
            .With("terminationGracePeriodSeconds", 600).WithContainer("livenessProbe", probe));

        var first = await lab.Runtime.ExitedAsync("grace");
        var second = await lab.Runtime.RunningAsync("grace", attempt: 1);

        Assert.Equal(137, first.ExitCode);
        Assert.InRange((first.FinishedAt - first.StartedAt) / 1e9, 2.9, 60);
        Assert.InRange((second.StartedAt - first.FinishedAt) / 1e9, 0, 9);
    }

    [SkippableFact]
    public async Task Agent_Killed_PodsStayAndAreProbedOn()
    {
        await using var lab = await StartAsync();
        var flag = $"/tmp/agent-probe-{Guid.NewGuid():N}";
        lab.Write(Sleeping(lab, "stays", flag).WithContainer("readinessProbe", Exec("test", "-e", flag)).WithContainer("livenessProbe", Exec("true")));
        await ReadyAsync(lab, "stays", true);
        var before = await lab.Runtime.FingerprintAsync();

        await lab.Agent.KillAsync();
        await lab.Agent.StartAsync();

        await ReadyAsync(lab, "stays", true);
        await lab.Runtime.TryExecAsync((await lab.Runtime.RunningAsync("stays")).Id, "rm", "-f", flag);
        await ReadyAsync(lab, "stays", false);
        Assert.Equal(before, await lab.Runtime.FingerprintAsync());
    }

    [SkippableFact]
    public async Task Sidecar_WithAStartupProbe_HoldsTheMainContainerBack()
    {
        await using var lab = await StartAsync();
        var mark = $"agent-side-{Guid.NewGuid():N}";
        var side = PodManifest.Container("side", lab.Shell, "sh", "-c", $"sleep 3; touch /tmp/{mark}; sleep 100000");
        side["restartPolicy"] = "Always";
        var probe = Exec("test", "-e", "/tmp/" + mark);
        probe["failureThreshold"] = 60;
        side["startupProbe"] = probe;
        lab.Write(lab.Sleeping("side").With("initContainers", new JsonArray(side)));

        var main = await lab.Runtime.RunningAsync("side");
        var started = await lab.Runtime.RunningAsync("side", container: "side");

        Assert.InRange((main.StartedAt - started.StartedAt) / 1e9, 2.9, 90);
        File.Delete("/tmp/" + mark);
    }

    private protected abstract Task<StaticPodLab> StartAsync();

    private static JsonObject OnHost(JsonObject pod) => pod.With("hostNetwork", true);

    /// <summary>A pod on the host's network, with a file that says that it is well.</summary>
    private static JsonObject Sleeping(StaticPodLab lab, string name, string flag) =>
        OnHost(lab.Pod(name, "sh", "-c", $"touch {flag}; exec sleep 100000"));

    private static JsonObject Probe(string handler, ProbeTarget target, string flag) => handler switch
    {
        "httpGet" => Get(target.Http, "/"),
        "https" => Get(target.Https, "/", "HTTPS"),
        "tcpSocket" => Often(new JsonObject { ["tcpSocket"] = new JsonObject { ["port"] = target.Tcp } }),
        "grpc" => Often(new JsonObject { ["grpc"] = new JsonObject { ["port"] = target.Grpc } }),
        _ => Exec("test", "-e", flag),
    };

    private static JsonObject Get(int port, string path, string scheme = "HTTP") =>
        Often(new JsonObject { ["httpGet"] = new JsonObject { ["port"] = port, ["path"] = path, ["scheme"] = scheme } });

    private static JsonObject Exec(params string[] command) => Often(new JsonObject { ["exec"] = Command(command) });

    private static JsonObject Command(params string[] command) =>
        new() { ["command"] = new JsonArray([.. command.Select(word => JsonValue.Create(word))]) };

    private static JsonObject Often(JsonObject probe)
    {
        probe["periodSeconds"] = 1;
        probe["failureThreshold"] = 2;
        probe["timeoutSeconds"] = probe["exec"] is not null && probe["exec"]!["command"]![0]!.GetValue<string>() == "sleep" ? 1 : 5;
        return probe;
    }

    private static bool IsReady(PodExplanation pod) => pod.Conditions.Any(c => c is { Type: "Ready", Status: "True" });

    private static Task<PodExplanation> ReadyAsync(StaticPodLab lab, string name, bool ready) =>
        lab.ExplainedAsync(name, p => p.Containers is [{ State: "Running" }] && IsReady(p) == ready, ready ? "ready" : "not ready");
}
