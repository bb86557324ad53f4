using Agent.Kubernetes;
using Agent.Kubernetes.Api;
using Agent.Simulation.Runtime;

namespace Agent.Node.Tests.Actors;

public sealed class HookSpec : ServingSpec
{
    private static readonly V1LifecycleHandler Exec = new() { Exec = new V1ExecAction { Command = ["hook"] } };

    [Fact]
    public void PreStop_TakesAPartOfTheGrace_WholeSecondsAreSubtracted()
    {
        Program(null, new ContainerBehavior { IgnoresStop = true, Exec = _ => new CommandOutcome(0, Takes: TimeSpan.FromSeconds(10.7)) });
        CreateWithPreStop(Exec, grace: 30);
        var deleted = Delete();

        ExpectAt(deleted + TimeSpan.FromSeconds(10.7), () => Stops.Count == 1);
        Assert.Equal(20, Stops[0].Timeout);
        ExpectAt(deleted + TimeSpan.FromSeconds(30.7), () => Ends.Any());
        ExpectWithin(Minute, () => Pod("web") is null);
        Assert.Empty(EventsOf("FailedPreStopHook"));
        Assert.Empty(Time.Errors);
    }

    [Fact]
    public void PreStop_Hangs_IsGivenUpAtTheEndOfTheGrace()
    {
        Program(null, new ContainerBehavior { IgnoresStop = true, Exec = _ => new CommandOutcome(0, Takes: TimeSpan.FromDays(1)) });
        CreateWithPreStop(Exec, grace: 30);
        var deleted = Delete();

        Time.Advance(TimeSpan.FromSeconds(5));
        var pod = Node.Board.Pods[0];
        Assert.Contains("the preStop hook (exec) of main", pod.WaitingFor, StringComparison.Ordinal);
        Assert.Equal(30, Math.Round((pod.NextTimer!.At - Time.Time.GetUtcNow()).TotalSeconds + 5));
        ExpectAt(deleted + TimeSpan.FromSeconds(30), () => Stops.Count == 1);
        Assert.Equal(2, Stops[0].Timeout);
        ExpectAt(deleted + TimeSpan.FromSeconds(32), () => Ends.Any());
    }

    [Fact]
    public void PreStop_Fails_IsToldAndTheStopGoesOn()
    {
        Program(null, new ContainerBehavior { Exec = _ => new CommandOutcome(1, "no") });
        CreateWithPreStop(Exec, grace: 30);
        Delete();

        ExpectWithin(TimeSpan.FromSeconds(5), () => Ends.Any());

        Assert.Equal(["PreStopHook failed"], EventsOf("FailedPreStopHook"));
    }

    [Theory]
    [InlineData("httpGet")]
    [InlineData("sleep")]
    public void PreStop_OtherHandlers_RunBeforeTheSignal(string handler)
    {
        // Whatever an HTTP server answers, it has been asked.
        Program(_ => new ServedAnswer { StatusCode = 500, Takes = TimeSpan.FromSeconds(4) });
        CreateWithPreStop(
            handler == "sleep" ? new V1LifecycleHandler { Sleep = new V1SleepAction { Seconds = 4 } } : new V1LifecycleHandler { HttpGet = Http with { Path = "/drain" } },
            grace: 30);
        var deleted = Delete();

        ExpectAt(deleted + TimeSpan.FromSeconds(4), () => Stops.Count == 1);

        Assert.Equal(26, Stops[0].Timeout);
        Assert.Empty(EventsOf("FailedPreStopHook"));
        if (handler == "httpGet")
        {
            Assert.Equal("/drain", Assert.Single(Served).Request.Target);
        }
    }

    [Fact]
    public void PreStop_ContainerEndsByItself_IsNotRun()
    {
        Program();
        CreateWithPreStop(Exec, grace: 30);
        Node.Runtime.Exit(Node.Runtime.Containers.Single().Id, 1);
        ExpectWithin(Minute, () => Starts.Count() == 2);

        Assert.Empty(Execs);
        Assert.Empty(Stops);
    }

    [Fact]
    public void PreStop_ContainerEndsDuringIt_NothingIsWaitedFor()
    {
        Program(null, new ContainerBehavior { Exec = _ => new CommandOutcome(0, Takes: TimeSpan.FromSeconds(20)) });
        CreateWithPreStop(Exec, grace: 30);
        Delete();
        Time.Advance(TimeSpan.FromSeconds(2));
        Node.Runtime.Exit(Node.Runtime.Containers.Single().Id, 0);

        ExpectWithin(TimeSpan.FromSeconds(5), () => Pod("web") is null);
        Assert.Empty(Stops);
    }

    [Fact]
    public void PreStop_LivenessFails_RunsWithinTheProbesGrace()
    {
        Program(_ => ServedAnswer.Status(500), new ContainerBehavior { Exec = _ => new CommandOutcome(0, Takes: TimeSpan.FromSeconds(3)) });
        Create(
            new V1Container
            {
                Lifecycle = new V1Lifecycle { PreStop = Exec },
                LivenessProbe = new V1Probe { HttpGet = Http, PeriodSeconds = 1, FailureThreshold = 1, TerminationGracePeriodSeconds = 10 },
            },
            grace: 60);
        ExpectWithin(Minute, () => Stops.Count == 1);

        Assert.Equal(7, Stops[0].Timeout);
        Assert.Single(Execs);
    }

    [Fact]
    public void PreStop_ImageChanged_Runs()
    {
        Program();
        var pod = CreateWithPreStop(Exec, grace: 30);
        var changed = pod with { Spec = pod.Spec with { Containers = [pod.Spec.Containers[0] with { Image = "app:v2" }] } };
        Assert.True(Send(ApiRequests.Update(KubernetesResources.Pods, "default", "web", changed)).IsSuccess);

        ExpectWithin(TimeSpan.FromSeconds(10), () => Starts.Count() == 2);

        Assert.Single(Execs);
        Assert.Contains("Container main definition changed, will be restarted", EventsOf("Killing"));
    }

    [Fact]
    public void PreStop_AfterARestartOfTheAgent_StillRuns()
    {
        Program();
        CreateWithPreStop(Exec, grace: 30);
        Node.Stop();
        Node.Start();
        Time.Advance(TimeSpan.FromSeconds(5));
        Delete();

        ExpectWithin(TimeSpan.FromSeconds(5), () => Pod("web") is null);
        Assert.Single(Execs);
        Assert.Contains("Stopping container main", EventsOf("Killing"));
    }

    [Fact]
    public void PostStart_Runs_TheContainerCountsAsRunningAfterwards()
    {
        Program(null, new ContainerBehavior { Exec = _ => new CommandOutcome(0, Takes: TimeSpan.FromSeconds(5)) });
        Create(new V1Container { Lifecycle = new V1Lifecycle { PostStart = Exec } });
        ExpectWithin(Minute, () => Starts.Any());
        Time.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal("ContainerCreating", Status.State?.Waiting?.Reason);
        Assert.Contains("postStart hook (exec) of main", Node.Board.Pods[0].WaitingFor, StringComparison.Ordinal);

        ExpectAt(Starts.First().At + TimeSpan.FromSeconds(5), () => Node.Board.Pods[0].Containers[0].State == "Running");
        ExpectWithin(TimeSpan.FromSeconds(1), () => IsReady("web"));
    }

    [Theory]
    [InlineData("exec")]
    [InlineData("httpGet")]
    public void PostStart_Fails_TheContainerIsKilledAndSaysWhy(string handler)
    {
        Program(_ => ServedAnswer.Refused, new ContainerBehavior { Exec = command => new CommandOutcome(command[0] == "bad" ? 3 : 0, "broken") });
        Create(new V1Container
        {
            Lifecycle = new V1Lifecycle
            {
                PostStart = handler == "exec" ? new V1LifecycleHandler { Exec = new V1ExecAction { Command = ["bad"] } } : new V1LifecycleHandler { HttpGet = Http },
                PreStop = Exec,
            },
        });
        ExpectWithin(Minute, () => Starts.Count() == 2);
        Time.Advance(TimeSpan.FromSeconds(5));

        Assert.Contains("PostStartHook failed", EventsOf("FailedPostStartHook"));
        Assert.Contains("FailedPostStartHook", EventsOf("Killing"));
        Assert.False(IsReady("web"));
        Assert.Equal("CrashLoopBackOff", Status.State?.Waiting?.Reason);
        Assert.True(Execs.Count >= (handler == "exec" ? 4 : 2), "preStop runs on each kill");
    }

    [Fact]
    public void PostStart_FailsUnderPolicyNever_ThePodFails()
    {
        Program(null, new ContainerBehavior { StopExitCode = 143, Exec = _ => new CommandOutcome(1) });
        Create(new V1Container { Lifecycle = new V1Lifecycle { PostStart = Exec } }, policy: "Never");

        ExpectWithin(Minute, () => Pod("web")!.Status.Phase == "Failed");
        Assert.Single(Starts);
    }

    [Fact]
    public void PostStart_PodDeletedMeanwhile_IsNotWaitedFor()
    {
        Program(null, new ContainerBehavior { Exec = _ => new CommandOutcome(0, Takes: TimeSpan.FromDays(1)) });
        Create(new V1Container { Lifecycle = new V1Lifecycle { PostStart = Exec } });
        ExpectWithin(Minute, () => Execs.Count == 1);
        Delete();

        ExpectWithin(TimeSpan.FromSeconds(5), () => Pod("web") is null);
    }

    [Fact]
    public void PostStart_ContainerEndsMeanwhile_IsNotWaitedFor()
    {
        Program(_ => ServedAnswer.Hangs);
        Create(new V1Container { Lifecycle = new V1Lifecycle { PostStart = new V1LifecycleHandler { HttpGet = Http } } });
        ExpectWithin(Minute, () => Served.Count == 1);
        Node.Runtime.Exit(Node.Runtime.Containers.Single().Id, 1);

        ExpectWithin(TimeSpan.FromSeconds(5), () => Starts.Count() == 2);
    }

    private V1Pod CreateWithPreStop(V1LifecycleHandler handler, long grace)
    {
        var pod = Create(new V1Container { Lifecycle = new V1Lifecycle { PreStop = handler } }, grace);
        ExpectRunning();
        return Pod("web") ?? pod;
    }

    private TimeSpan Delete()
    {
        var calls = Time.Elapsed;
        Send(ApiRequests.Delete(KubernetesResources.Pods, "default", "web"));
        return calls;
    }
}
