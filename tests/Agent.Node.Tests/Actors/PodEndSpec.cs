using System.Text;
using System.Text.Json;
using Agent.Kubernetes;
using Agent.Kubernetes.Api;
using Agent.Node.Explain;
using Agent.Simulation.Faults;
using Agent.Simulation.Ports;
using Agent.Simulation.Runtime;

namespace Agent.Node.Tests.Actors;

/// <summary>How pods end: their deadline, the order of their containers, a grace that becomes shorter.</summary>
public sealed class PodEndSpec : ApiNodeSpec
{
    private static readonly TimeSpan Start = TimeSpan.FromSeconds(10);

    [Fact]
    public void Deadline_Passes_FailsThePodThatRuns()
    {
        CreatePod("web", change: pod => pod with { Spec = pod.Spec with { ActiveDeadlineSeconds = 30 } });
        ExpectWithin(Start, () => IsReady("web"));
        var started = Pod("web")!.Status.StartTime!.Value;

        ExpectWithin(TimeSpan.FromSeconds(40), () => Pod("web")!.Status.Phase == "Failed");

        var status = Pod("web")!.Status;
        Assert.Equal(("DeadlineExceeded", "Pod was active on the node longer than the specified deadline"), (status.Reason, status.Message));
        Assert.InRange((Time.Time.GetUtcNow() - started).TotalSeconds, 30, 32);
        Assert.Contains(Events, e => e is { Type: "Normal", Reason: "DeadlineExceeded" });
        Assert.All(Node.Runtime.Containers, c => Assert.Equal(Cri.Protocol.ContainerState.ContainerExited, c.State));
        Assert.Single(Starts);
    }

    [Fact]
    public void Deadline_SetOnARunningPod_CountsFromItsStart()
    {
        CreatePod("web");
        ExpectWithin(Start, () => IsReady("web"));
        Time.Advance(TimeSpan.FromSeconds(20));

        Patch("web", """{"spec":{"activeDeadlineSeconds":25}}""");
        Time.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal("active deadline", Said("web").NextTimer?.Name);

        ExpectWithin(TimeSpan.FromSeconds(6), () => Pod("web")!.Status is { Phase: "Failed", Reason: "DeadlineExceeded" });
    }

    [Fact]
    public void Deadline_AStartHangs_EndsThePodAllTheSame()
    {
        Node.Runtime.Faults.Add(new Fault { Kind = FaultKind.Hang, Method = "StartContainer", Pod = "web" });
        CreatePod("web", change: pod => pod with { Spec = pod.Spec with { ActiveDeadlineSeconds = 10 } });

        ExpectWithin(TimeSpan.FromSeconds(12), () => Said("web").State == "StoppingContainers" && Said("web").Reason == "DeadlineExceeded");
    }

    [Fact]
    public void Sidecars_PodDeleted_EndAfterTheMainContainerInReverseWithinOneGrace()
    {
        Node.Runtime.Registry["slow:v1"] = new RegistryImage
        {
            Program = _ => new ContainerBehavior { StopTakes = LatencyRange.Always(TimeSpan.FromSeconds(3.5)) },
        };
        CreatePod("web", "slow:v1", pod => WithSidecars(pod, 30));
        ExpectWithin(Start, () => IsReady("web"));
        var stops = StopsOf();
        Facts.Clear();

        Send(ApiRequests.Delete(KubernetesResources.Pods, "default", "web"));
        ExpectWithin(TimeSpan.FromSeconds(30), () => Pod("web") is null);

        Assert.Equal(["main", "s2", "s1"], Facts.Where(f => f.Kind == RuntimeFactKind.ContainerExited).Select(f => f.Container));
        Assert.Equal([30, 27, 23], stops.Select(s => s.Timeout));
        Assert.Equal(3, Events.Count(e => e.Reason == "Killing"));
    }

    [Fact]
    public void Sidecars_MainContainerTakesAllTheGrace_GetTheMinimum()
    {
        Node.Runtime.Registry["stubborn:v1"] = new RegistryImage { Program = _ => new ContainerBehavior { IgnoresStop = true } };
        CreatePod("web", "stubborn:v1", pod => WithSidecars(pod, 5));
        ExpectWithin(Start, () => IsReady("web"));
        var stops = StopsOf();

        Send(ApiRequests.Delete(KubernetesResources.Pods, "default", "web"));
        Time.Advance(TimeSpan.FromSeconds(2));
        Assert.Contains("the turn of sidecar s1", Said("web").WaitingFor, StringComparison.Ordinal);
        Assert.Equal("stop of s1", Said("web").NextTimer?.Name);
        ExpectWithin(TimeSpan.FromSeconds(30), () => Pod("web") is null);

        Assert.Equal([5, 2, 2], stops.Select(s => s.Timeout));
        Assert.InRange((stops[1].At - stops[0].At).TotalSeconds, 4.9, 5.1);
    }

    [Fact]
    public void Sidecars_OfACompletedJob_AreEndedAndThePodSucceeds()
    {
        Node.Runtime.Registry["job:v1"] = new RegistryImage { Program = _ => ContainerBehavior.ExitsAfter(TimeSpan.FromSeconds(5), 0) };
        CreatePod("job", "job:v1", pod =>
        {
            pod = WithSidecars(pod, 5);
            return pod with { Spec = pod.Spec with { RestartPolicy = "Never" } };
        });

        ExpectWithin(TimeSpan.FromSeconds(20), () => Pod("job")!.Status.Phase == "Succeeded");

        Assert.Equal(["main", "s2", "s1"], Facts.Where(f => f.Kind == RuntimeFactKind.ContainerExited).Select(f => f.Container));
        Assert.Equal(3, Starts.Count());
        Assert.Null(Pod("job")!.Status.Reason);
    }

    [Fact]
    public void Grace_ShortenedWhileAStopIsUnderWay_TakesEffectAtOnce()
    {
        Node.Runtime.Registry["stubborn:v1"] = new RegistryImage { Program = _ => new ContainerBehavior { IgnoresStop = true } };
        CreatePod("web", "stubborn:v1");
        ExpectWithin(Start, () => IsReady("web"));
        Send(ApiRequests.Delete(KubernetesResources.Pods, "default", "web", graceSeconds: 3600));
        Time.Advance(TimeSpan.FromSeconds(10));

        Send(ApiRequests.Delete(KubernetesResources.Pods, "default", "web", graceSeconds: 3));

        ExpectWithin(TimeSpan.FromSeconds(5), () => Pod("web") is null);
    }

    private static V1Pod WithSidecars(V1Pod pod, int grace) => pod with
    {
        Spec = pod.Spec with
        {
            TerminationGracePeriodSeconds = grace,
            InitContainers =
            [
                new V1Container { Name = "s1", Image = pod.Spec.Containers[0].Image == "stubborn:v1" ? "stubborn:v1" : "slow:v1", RestartPolicy = "Always" },
                new V1Container { Name = "s2", Image = pod.Spec.Containers[0].Image == "stubborn:v1" ? "stubborn:v1" : "slow:v1", RestartPolicy = "Always" },
            ],
        },
    };

    private void Patch(string name, string patch) => Assert.True(Send(ApiRequests.Patch(
        KubernetesResources.Pods, "default", name, Encoding.UTF8.GetBytes(patch), ApiContentTypes.StrategicMergePatch)).IsSuccess);

    private PodExplanation Said(string name) => Node.Board.Pods.FirstOrDefault(p => p.PodName == name)
        ?? new PodExplanation { PodName = name, Namespace = "", Uid = "", State = "(unknown)", Since = default };

    private List<(TimeSpan At, int Timeout)> StopsOf()
    {
        var stops = new List<(TimeSpan, int)>();
        Time.Trace.IsOn = true;
        Time.Trace.OnLine += line =>
        {
            if (line.Contains("/runtime StopContainer is called: ", StringComparison.Ordinal))
            {
                using var request = JsonDocument.Parse(line[line.IndexOf('{')..]);
                stops.Add((Time.Elapsed, int.Parse(request.RootElement.GetProperty("timeout").ToString(), System.Globalization.CultureInfo.InvariantCulture)));
            }
        };
        return stops;
    }
}
