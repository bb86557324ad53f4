using Agent.Kubernetes;
using Agent.Simulation.Faults;
using Agent.Simulation.Runtime;

namespace Agent.Node.Tests.Actors;

public sealed class ReadinessSpec : ServingSpec
{
    private static readonly V1Probe Every10 = new() { HttpGet = Http, PeriodSeconds = 10 };

    public static TheoryData<string> Handlers => ["http", "https", "tcp", "grpc", "exec"];

    [Theory]
    [MemberData(nameof(Handlers))]
    public void Probe_AnyHandler_MakesReadyAndUnready(string handler)
    {
        var bad = true;
        Program(
            request => handler == "tcp" && bad ? ServedAnswer.Refused : ServedAnswer.Status(bad ? 503 : 200),
            new ContainerBehavior { Exec = _ => new CommandOutcome(bad ? 1 : 0, "reason\n") });
        Create(new V1Container { ReadinessProbe = Probe(handler) with { PeriodSeconds = 1, FailureThreshold = 1 } });
        ExpectRunning();
        Time.Advance(TimeSpan.FromSeconds(3));
        Assert.False(IsReady("web"));
        Assert.True(Status.Started);

        bad = false;
        ExpectWithin(TimeSpan.FromSeconds(2), () => IsReady("web"));
        bad = true;
        ExpectWithin(TimeSpan.FromSeconds(2), () => !IsReady("web"));

        Assert.Single(Starts);
        Assert.NotEmpty(EventsOf("Unhealthy"));
        Assert.Contains("readiness probe of main", Node.Board.Pods[0].WaitingFor, StringComparison.Ordinal);
        Assert.Empty(Time.Errors);
    }

    [Fact]
    public void Probe_FailsAtFirst_IsRepeatedSoonAndThenInItsPeriod()
    {
        Program(request => ServedAnswer.Status(request.Age < TimeSpan.FromSeconds(6.5) ? 503 : 200));
        Time.Advance(Minute);
        Create(new V1Container { ReadinessProbe = Every10 });
        ExpectWithin(TimeSpan.FromSeconds(9), () => IsReady("web"));
        Time.Advance(TimeSpan.FromSeconds(30));

        var first = Served[0].At;
        Assert.Equal([0, 1, 3, 7, 17, 27, 37], Served.Take(7).Select(s => (int)Math.Round((s.At - first).TotalSeconds)));
    }

    [Fact]
    public void Probe_Failing_CountsToItsThresholdBeforeThePodIsUnready()
    {
        var bad = false;
        Program(_ => ServedAnswer.Status(bad ? 500 : 204));
        Create(new V1Container { ReadinessProbe = Every10 with { PeriodSeconds = 2, FailureThreshold = 3 } });
        ExpectWithin(Minute, () => IsReady("web"));
        Time.Advance(TimeSpan.FromSeconds(5));

        bad = true;
        Served.Clear();
        ExpectWithin(Minute, () => !IsReady("web"));

        Assert.Equal(3, Served.Count);
        Assert.Contains("Readiness probe failed: HTTP probe failed with statuscode: 500", EventsOf("Unhealthy"));
    }

    [Fact]
    public void InitialDelay_Given_NothingIsProbedBefore()
    {
        Program();
        Time.Advance(Minute);
        Create(new V1Container { ReadinessProbe = Every10 with { InitialDelaySeconds = 20 } });
        ExpectRunning();

        ExpectAt(Starts.First().At + TimeSpan.FromSeconds(20), () => Served.Count > 0);
        ExpectWithin(TimeSpan.FromSeconds(1), () => IsReady("web"));
    }

    [Fact]
    public void Probe_NotAnswered_FailsAfterItsTimeout()
    {
        Program(_ => ServedAnswer.Hangs);
        Create(new V1Container { ReadinessProbe = Every10 with { TimeoutSeconds = 3, PeriodSeconds = 60 } });
        ExpectWithin(Minute, () => Served.Count == 1);

        Time.Advance(TimeSpan.FromSeconds(3.5));

        Assert.Contains(EventsOf("Unhealthy"), e => e.Contains("context deadline exceeded", StringComparison.Ordinal));
    }

    [Fact]
    public void Probe_AnswersSlowlyButInTime_IsASuccess()
    {
        Program(_ => new ServedAnswer { Takes = TimeSpan.FromSeconds(1.9) });
        Create(new V1Container { ReadinessProbe = Every10 with { TimeoutSeconds = 2 } });

        ExpectWithin(Minute, () => IsReady("web"));
    }

    [Fact]
    public void Exec_RuntimeFails_IsTriedThreeTimesAndSaysNothing()
    {
        Program(null, new ContainerBehavior { Exec = _ => new CommandOutcome(0) });
        Create(new V1Container { ReadinessProbe = Probe("exec") with { PeriodSeconds = 5, FailureThreshold = 1 } });
        ExpectWithin(Minute, () => IsReady("web"));
        Node.Runtime.Faults.Add(new Fault { Kind = FaultKind.Fail, Method = "ExecSync" });
        var before = Execs.Count;

        Time.Advance(TimeSpan.FromSeconds(5));

        Assert.Equal(3, Execs.Count - before);
        Assert.True(IsReady("web"));
        Assert.Contains(EventsOf("Unhealthy"), e => e.StartsWith("Readiness probe errored and resulted in Unknown state: ", StringComparison.Ordinal));
    }

    [Fact]
    public void Exec_Command_KnowsLiteralVariablesOnly()
    {
        IReadOnlyList<string> seen = [];
        Program(null, new ContainerBehavior
        {
            Exec = command =>
            {
                seen = command;
                return new CommandOutcome(0);
            },
        });
        Create(new V1Container
        {
            Env =
            [
                new V1EnvVar { Name = "A", Value = "x" },
                new V1EnvVar { Name = "B", ValueFrom = new V1EnvVarSource { FieldRef = new V1ObjectFieldSelector { FieldPath = "metadata.name" } } },
            ],
            ReadinessProbe = new V1Probe { Exec = new V1ExecAction { Command = ["test", "$(A)", "$(B)", "$$(A)"] } },
        });

        ExpectWithin(Minute, () => IsReady("web"));

        Assert.Equal(["test", "x", "$(B)", "$(A)"], seen);
    }

    [Fact]
    public void Http_RedirectToTheSameHost_IsFollowed()
    {
        Program(request => request.Target == "/healthz" ? new ServedAnswer { StatusCode = 302, Location = "/other?x=1" } : ServedAnswer.Ok);
        Create(new V1Container { ReadinessProbe = Every10 });

        ExpectWithin(Minute, () => IsReady("web"));

        Assert.Equal(["/healthz", "/other?x=1"], Served.Take(2).Select(s => s.Request.Target));
    }

    [Fact]
    public void Http_RedirectToAnotherHost_IsASuccessWithAWarning()
    {
        Program(_ => new ServedAnswer { StatusCode = 301, Location = "https://example.com/", Body = "moved" });
        Create(new V1Container { ReadinessProbe = Every10 });

        ExpectWithin(Minute, () => IsReady("web"));

        Assert.Contains("Readiness probe warning: Probe terminated redirects, Response body: moved", EventsOf("ProbeWarning"));
    }

    [Fact]
    public void Http_RedirectsWithoutEnd_Fail()
    {
        Program(_ => new ServedAnswer { StatusCode = 302, Location = "/again" });
        Create(new V1Container { ReadinessProbe = Every10 });
        ExpectRunning();
        Time.Advance(TimeSpan.FromSeconds(5));

        Assert.False(IsReady("web"));
        Assert.Contains(EventsOf("Unhealthy"), e => e.Contains("stopped after 10 redirects", StringComparison.Ordinal));
    }

    [Fact]
    public void Port_ByName_IsFound()
    {
        Program();
        Create(new V1Container
        {
            Ports = [new V1ContainerPort { Name = "web", ContainerPort = 9090 }],
            ReadinessProbe = new V1Probe { HttpGet = Http with { Port = "web" } },
        });

        ExpectWithin(Minute, () => IsReady("web"));

        Assert.Equal(9090, Served[0].Request.Port);
    }

    [Fact]
    public void Pod_Deleted_StaysProbedUntilItsContainersEnd()
    {
        var ends = false;
        Program(_ => ServedAnswer.Status(ends ? 503 : 200), new ContainerBehavior { IgnoresStop = true });
        Create(new V1Container { ReadinessProbe = Every10 with { PeriodSeconds = 1, FailureThreshold = 1 } }, grace: 20);
        ExpectWithin(Minute, () => IsReady("web"));
        Time.Advance(TimeSpan.FromSeconds(5));

        Send(Agent.Kubernetes.Api.ApiRequests.Delete(Agent.Kubernetes.Api.KubernetesResources.Pods, "default", "web"));
        Time.Advance(TimeSpan.FromSeconds(3));
        Assert.True(IsReady("web"));
        ends = true;

        ExpectWithin(TimeSpan.FromSeconds(3), () => Pod("web") is not null && !IsReady("web"));
        Assert.Empty(Ends);
    }

    [Fact]
    public void Agent_StartedAnew_KeepsWhatItKnew()
    {
        Program();
        Create(new V1Container { ReadinessProbe = Every10, LivenessProbe = Every10, StartupProbe = Every10 });
        ExpectWithin(Minute, () => IsReady("web"));
        Time.Advance(TimeSpan.FromSeconds(30));
        var before = Pod("web")!.Metadata.ResourceVersion;
        Node.Stop();
        Time.Advance(TimeSpan.FromSeconds(5));
        Served.Clear();

        Node.Start();
        Time.Advance(TimeSpan.FromSeconds(30));

        Assert.Equal(before, Pod("web")!.Metadata.ResourceVersion);
        Assert.Single(Starts);
        Assert.InRange(Served.Count, 4, 10);
    }

    [Fact]
    public void Agent_StartedAnewWhileThePodIsUnready_StaysUnreadyUntilAProbeSaysOtherwise()
    {
        var bad = true;
        Program(_ => ServedAnswer.Status(bad ? 503 : 200));
        Create(new V1Container { ReadinessProbe = Every10 });
        ExpectRunning();
        Time.Advance(TimeSpan.FromSeconds(20));
        Node.Stop();
        Node.Start();
        Time.Advance(TimeSpan.FromSeconds(20));
        Assert.False(IsReady("web"));

        bad = false;
        ExpectWithin(TimeSpan.FromSeconds(11), () => IsReady("web"));
    }

    [Theory]
    [InlineData("pods/{0}/container:main/probe:readiness")]
    [InlineData("pods/{0}/container:main")]
    [InlineData("pods/{0}")]
    public void Actor_Crashes_ProbesGoOn(string path)
    {
        var bad = false;
        Program(_ => ServedAnswer.Status(bad ? 503 : 200));
        var pod = Create(new V1Container { ReadinessProbe = Every10 with { PeriodSeconds = 1, FailureThreshold = 1 } });
        ExpectWithin(Minute, () => IsReady("web"));

        Time.System.ActorSelection($"/user/{Node.Name}/" + string.Format(System.Globalization.CultureInfo.InvariantCulture, path, pod.Metadata.Uid)).Tell(Akka.Actor.Kill.Instance);
        Time.Advance(TimeSpan.FromSeconds(3));
        Assert.True(IsReady("web"));
        bad = true;

        ExpectWithin(TimeSpan.FromSeconds(5), () => !IsReady("web"));
        Assert.Single(Starts);
    }

    private static V1Probe Probe(string handler) => handler switch
    {
        "http" => new V1Probe { HttpGet = Http },
        "https" => new V1Probe { HttpGet = Http with { Scheme = "HTTPS" } },
        "tcp" => new V1Probe { TcpSocket = new V1TCPSocketAction { Port = 8080 } },
        "grpc" => new V1Probe { Grpc = new V1GRPCAction { Port = 8080 } },
        _ => new V1Probe { Exec = new V1ExecAction { Command = ["check"] } },
    };
}
