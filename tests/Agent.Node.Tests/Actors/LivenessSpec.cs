using Agent.Kubernetes;
using Agent.Kubernetes.Api;
using Agent.Simulation.Runtime;

namespace Agent.Node.Tests.Actors;

public sealed class LivenessSpec : ServingSpec
{
    private static readonly V1Probe Every10 = new() { HttpGet = Http, PeriodSeconds = 10 };

    [Fact]
    public void Liveness_ThirdFailure_KillsWithTheProbesGraceAndStartsAtOnce()
    {
        Program(request => ServedAnswer.Status(500), new ContainerBehavior { IgnoresStop = true });
        Time.Advance(Minute);
        Create(new V1Container { LivenessProbe = Every10 with { FailureThreshold = 3, TerminationGracePeriodSeconds = 5 } }, grace: 60);
        ExpectRunning();
        var started = Starts.First().At;

        ExpectAt(started + TimeSpan.FromSeconds(20), () => Stops.Count == 1);
        Assert.Equal(5, Stops[0].Timeout);
        ExpectAt(started + TimeSpan.FromSeconds(25), () => Starts.Count() == 2);

        ExpectWithin(TimeSpan.FromSeconds(1), () => Status.RestartCount == 1);
        Assert.Contains("Liveness probe failed: HTTP probe failed with statuscode: 500", EventsOf("Unhealthy"));
        Assert.Contains("Container main failed liveness probe, will be restarted", EventsOf("Killing"));
        Assert.Empty(Time.Errors);
    }

    [Fact]
    public void Liveness_FailsAfterEachStart_WaitsTheBackOffsOfTheKubelet()
    {
        Program(_ => ServedAnswer.Refused, new ContainerBehavior { StopTakes = Agent.Simulation.Ports.LatencyRange.Milliseconds(10, 20) });
        Time.Advance(Minute);
        Create(new V1Container { LivenessProbe = Every10 with { FailureThreshold = 1 } });

        Time.Advance(TimeSpan.FromMinutes(10));

        var pauses = Starts.Skip(1).Zip(Ends, (start, exit) => (int)Math.Floor((start.At - exit.At).TotalSeconds)).Take(7);
        Assert.Equal([0, 0, 10, 20, 40, 80, 160], pauses);
    }

    [Theory]
    [InlineData("OnFailure", 2)]
    [InlineData("Never", 1)]
    public void Liveness_Fails_RestartsAsThePolicySays(string policy, int starts)
    {
        Program(_ => ServedAnswer.Refused);
        Create(new V1Container { LivenessProbe = Every10 with { FailureThreshold = 1, InitialDelaySeconds = 5 } }, policy: policy);
        ExpectWithin(Minute, () => Ends.Any());
        Time.Advance(TimeSpan.FromSeconds(2));

        Assert.Equal(starts, Starts.Count());
        if (policy == "Never")
        {
            ExpectWithin(Minute, () => Pod("web")!.Status.Phase == "Succeeded");
        }
    }

    [Fact]
    public void Liveness_FailsBelowItsThreshold_KillsNothing()
    {
        var count = 0;
        Program(_ => ServedAnswer.Status(++count % 3 == 0 ? 200 : 500));
        Create(new V1Container { LivenessProbe = Every10 with { PeriodSeconds = 1, FailureThreshold = 3 } });

        ExpectWithin(Minute, () => count > 30);

        Assert.Empty(Ends);
    }

    [Fact]
    public void Liveness_OfADeletedPod_KillsNothing()
    {
        var bad = false;
        Program(_ => ServedAnswer.Status(bad ? 500 : 200), new ContainerBehavior { IgnoresStop = true });
        Create(new V1Container { LivenessProbe = Every10 with { PeriodSeconds = 1, FailureThreshold = 1, TerminationGracePeriodSeconds = 1 } }, grace: 20);
        ExpectRunning();
        Send(ApiRequests.Delete(KubernetesResources.Pods, "default", "web"));
        Time.Advance(TimeSpan.FromSeconds(1));
        bad = true;
        Time.Advance(TimeSpan.FromSeconds(10));

        Assert.Equal([20L], Stops.Select(s => s.Timeout));
        Assert.Empty(Ends);
    }

    [Fact]
    public void Startup_NotYetSucceeded_TheOthersWait()
    {
        Program(request => ServedAnswer.Status(request.Target == "/start" && request.Age < TimeSpan.FromSeconds(8) ? 503 : 200));
        Create(new V1Container
        {
            StartupProbe = new V1Probe { HttpGet = Http with { Path = "/start" }, PeriodSeconds = 3, FailureThreshold = 10 },
            LivenessProbe = Every10,
            ReadinessProbe = Every10,
        });
        ExpectRunning();
        Time.Advance(TimeSpan.FromSeconds(7));
        Assert.All(Served, s => Assert.Equal("/start", s.Request.Target));
        Assert.False(Status.Started);
        Assert.Contains("startup probe of main", Node.Board.Pods[0].WaitingFor, StringComparison.Ordinal);

        ExpectWithin(TimeSpan.FromSeconds(5), () => IsReady("web"));
        Assert.True(Status.Started);
        var probes = Served.Count(s => s.Request.Target == "/start");
        Time.Advance(Minute);
        Assert.Equal(probes, Served.Count(s => s.Request.Target == "/start"));
    }

    [Fact]
    public void Startup_FailsToItsThreshold_KillsTheContainer()
    {
        Program(_ => ServedAnswer.Status(503));
        Time.Advance(Minute);
        Create(new V1Container { StartupProbe = Every10 with { PeriodSeconds = 2, FailureThreshold = 4, TerminationGracePeriodSeconds = 3 } });
        ExpectRunning();

        ExpectAt(Starts.First().At + TimeSpan.FromSeconds(6), () => Stops.Count == 1);

        Assert.Equal(3, Stops[0].Timeout);
        Assert.Contains("Container main failed startup probe, will be restarted", EventsOf("Killing"));
        Assert.False(Status.Started);
    }

    [Fact]
    public void Sidecar_WithAStartupProbe_HoldsTheNextStepUntilItSucceeds()
    {
        Program(request => ServedAnswer.Status(request.Age < TimeSpan.FromSeconds(6) ? 503 : 200));
        CreatePod("web", "app:v1", pod => pod with
        {
            Spec = pod.Spec with
            {
                InitContainers =
                [
                    new V1Container
                    {
                        Name = "side", Image = Image, RestartPolicy = "Always",
                        StartupProbe = Every10 with { PeriodSeconds = 1, FailureThreshold = 30 },
                    },
                ],
            },
        });
        ExpectWithin(Minute, () => Starts.Any(s => s.Container == "side"));
        var side = Starts.Single(s => s.Container == "side").At;

        ExpectWithin(Minute, () => Starts.Any(s => s.Container == "main"));

        Assert.InRange((Starts.Single(s => s.Container == "main").At - side).TotalSeconds, 6, 7.1);
        ExpectWithin(TimeSpan.FromSeconds(2), () => IsReady("web"));
    }

    [Fact]
    public void Sidecar_LivenessFails_IsRestartedAlone()
    {
        var bad = false;
        Program(_ => ServedAnswer.Status(bad ? 500 : 200));
        CreatePod("web", "app:v1", pod => pod with
        {
            Spec = pod.Spec with
            {
                InitContainers =
                [
                    new V1Container { Name = "side", Image = Image, RestartPolicy = "Always", LivenessProbe = Every10 with { PeriodSeconds = 1, FailureThreshold = 2 } },
                ],
            },
        });
        ExpectWithin(Minute, () => IsReady("web"));
        bad = true;

        ExpectWithin(TimeSpan.FromSeconds(10), () => Starts.Count(s => s.Container == "side") == 2);

        Assert.Single(Starts, s => s.Container == "main");
    }

    [Fact]
    public void Restart_NewInstance_BeginsWithFreshResults()
    {
        Program(request => ServedAnswer.Status(request.Age < TimeSpan.FromSeconds(2) ? 503 : 200));
        Create(new V1Container { ReadinessProbe = Every10 with { PeriodSeconds = 1 }, StartupProbe = Every10 with { PeriodSeconds = 1, FailureThreshold = 100 } });
        ExpectWithin(Minute, () => IsReady("web"));

        Node.Runtime.Exit(Node.Runtime.Containers.Single().Id, 1);
        ExpectWithin(TimeSpan.FromSeconds(2), () => Status.RestartCount == 1 && Status.State?.Running is not null);

        Assert.False(IsReady("web"));
        Assert.False(Status.Started);
        ExpectWithin(TimeSpan.FromSeconds(5), () => IsReady("web"));
    }
}
