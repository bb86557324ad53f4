using System.Text;
using Agent.Kubernetes;
using Agent.Kubernetes.Api;
using Agent.Simulation.Runtime;

namespace Agent.Node.Tests.Actors;

/// <summary>What changes a pod that lives: edits of its object, containers to debug with, a restart of all its containers.</summary>
public sealed class PodChangeSpec : ApiNodeSpec
{
    private static readonly TimeSpan Start = TimeSpan.FromSeconds(10);

    [Fact]
    public void Ephemeral_Added_StartsOnceAmongTheTargetsProcesses()
    {
        Node.Runtime.Registry["debug:v1"] = new RegistryImage { Program = _ => ContainerBehavior.ExitsAfter(TimeSpan.FromSeconds(20), 3) };
        CreatePod("web");
        ExpectWithin(Start, () => IsReady("web"));

        Patch("web", """{"spec":{"ephemeralContainers":[{"name":"debugger","image":"debug:v1","targetContainerName":"main"}]}}""", "ephemeralcontainers");
        ExpectWithin(Start, () => Pod("web")!.Status.EphemeralContainerStatuses is [{ State.Running: not null }]);

        var options = Node.Runtime.Containers.Single(c => c.Name == "debugger").Config.Linux.SecurityContext.NamespaceOptions;
        Assert.Equal((Cri.Protocol.NamespaceMode.Target, Node.Runtime.Containers.Single(c => c.Name == "main").Id), (options.Pid, options.TargetId));
        Assert.True(IsReady("web"));
        ExpectWithin(TimeSpan.FromSeconds(30), () => Pod("web")!.Status.EphemeralContainerStatuses is [{ State.Terminated.ExitCode: 3 }]);
        Time.Advance(TimeSpan.FromMinutes(5));
        Assert.Equal(2, Starts.Count());
        Assert.Contains(Events, e => e is { Reason: "Started", InvolvedObject.FieldPath: "spec.ephemeralContainers{debugger}" });
        Assert.Equal(("Running", true), (Pod("web")!.Status.Phase, IsReady("web")));
    }

    [Fact]
    public void Ephemeral_TargetHasNoInstance_SaysSo()
    {
        Node.Runtime.Registry["missing:v1"] = new RegistryImage { PullError = "no such image" };
        CreatePod("web", "missing:v1");
        Time.Advance(TimeSpan.FromSeconds(5));

        Patch("web", """{"spec":{"ephemeralContainers":[{"name":"debugger","image":"app:v1","targetContainerName":"main"}]}}""", "ephemeralcontainers");

        ExpectWithin(Start, () => Pod("web")!.Status.EphemeralContainerStatuses
            is [{ State.Waiting: { Reason: "CreateContainerConfigError", Message: "unable to find target container main" } }]);
    }

    [Fact]
    public void Ephemeral_CannotBeStarted_IsNotTriedAgain()
    {
        Node.Runtime.Registry["broken:v1"] = new RegistryImage { Program = _ => new ContainerBehavior { StartError = "no such file" } };
        CreatePod("web");
        ExpectWithin(Start, () => IsReady("web"));
        Patch("web", """{"spec":{"ephemeralContainers":[{"name":"debugger","image":"broken:v1"}]}}""", "ephemeralcontainers");
        Time.Advance(TimeSpan.FromMinutes(10));

        Assert.Single(Facts, f => f is { Kind: RuntimeFactKind.ContainerCreated, Container: "debugger" });
        Assert.Equal("Running", Node.Board.Pods.Single().State);
    }

    [Fact]
    public void Image_ChangedWhileBackingOff_StartsTheNewOneAtOnce()
    {
        Node.Runtime.Registry["crash:v1"] = new RegistryImage { Program = _ => ContainerBehavior.ExitsAfter(TimeSpan.FromSeconds(1), 1) };
        CreatePod("web", "crash:v1");
        Time.Advance(TimeSpan.FromMinutes(3));
        Assert.Equal("BackingOff", Node.Board.Pods.Single().State);

        Patch("web", """{"spec":{"containers":[{"name":"main","image":"app:v2"}]}}""");

        ExpectWithin(TimeSpan.FromSeconds(3), () => IsReady("web"));
        Assert.Contains("app:v2", Pod("web")!.Status.ContainerStatuses![0].Image, StringComparison.Ordinal);
    }

    [Fact]
    public void Image_ThatCannotBePulledIsCorrected_IsPulledAtOnce()
    {
        Node.Runtime.Registry["missing:v1"] = new RegistryImage { PullError = "no such image" };
        CreatePod("web", "missing:v1");
        Time.Advance(TimeSpan.FromMinutes(3));

        Patch("web", """{"spec":{"containers":[{"name":"main","image":"app:v1"}]}}""");

        ExpectWithin(TimeSpan.FromSeconds(3), () => IsReady("web"));
    }

    [Fact]
    public void Labels_ChangedLive_ReachTheNextStartThroughTheDownwardApi()
    {
        CreatePod("web", change: pod => pod with
        {
            Metadata = pod.Metadata with { Labels = new Dictionary<string, string> { ["track"] = "one" } },
            Spec = pod.Spec with
            {
                Containers =
                [
                    pod.Spec.Containers[0] with
                    {
                        Env =
                        [
                            new V1EnvVar
                            {
                                Name = "TRACK",
                                ValueFrom = new V1EnvVarSource { FieldRef = new V1ObjectFieldSelector { FieldPath = "metadata.labels['track']" } },
                            },
                        ],
                    },
                ],
            },
        });
        ExpectWithin(Start, () => IsReady("web"));
        Patch("web", """{"metadata":{"labels":{"track":"two"}}}""");
        Time.Advance(TimeSpan.FromSeconds(2));
        Assert.Single(Starts);

        Node.Runtime.Exit(Node.Runtime.Containers.Single().Id, 1);

        ExpectWithin(Start, () => Starts.Count() == 2);
        Assert.Contains(Node.Runtime.Containers.Single(c => c.RestartCount == 1).Config.Envs, e => e.Key == "TRACK" && e.Value.ToStringUtf8() == "two");
    }

    [Fact]
    public void RestartAll_ARuleMatches_RunsInitAgainInTheSameSandboxAndCountsOn()
    {
        Node.Runtime.Registry["init:v1"] = new RegistryImage { Program = _ => ContainerBehavior.ExitsAfter(TimeSpan.FromSeconds(1), 0) };
        Node.Runtime.Registry["trigger:v1"] = new RegistryImage
        {
            Program = start => start.RestartCount == 0 ? ContainerBehavior.ExitsAfter(TimeSpan.FromSeconds(10), 42) : ContainerBehavior.Forever,
        };
        CreatePod("web", "trigger:v1", pod => pod with
        {
            Spec = pod.Spec with
            {
                RestartPolicy = "Never",
                InitContainers = [new V1Container { Name = "init", Image = "init:v1" }],
                Containers =
                [
                    pod.Spec.Containers[0] with
                    {
                        RestartPolicy = "Never",
                        RestartPolicyRules =
                        [
                            new V1ContainerRestartRule
                            {
                                Action = "RestartAllContainers",
                                ExitCodes = new V1ContainerRestartRuleOnExitCodes { Operator = "In", Values = [42] },
                            },
                        ],
                    },
                    new V1Container { Name = "other", Image = "app:v1" },
                ],
            },
        });
        ExpectWithin(Start, () => IsReady("web"));
        ExpectWithin(TimeSpan.FromSeconds(20), () => Node.Board.Pods.Single().Conditions.Any(c => c is { Type: "AllContainersRestarting", Status: "True" }));

        ExpectWithin(TimeSpan.FromSeconds(20), () => Starts.Count() == 6);
        Time.Advance(TimeSpan.FromSeconds(3));
        Assert.Equal(
            ["init 0", "main 0", "other 0", "init 1", "main 1", "other 1"],
            Starts.OrderBy(f => f.RestartCount).ThenBy(f => f.Container, StringComparer.Ordinal).Select(f => $"{f.Container} {f.RestartCount}"));
        Assert.Equal(["init", "init"], [Starts.First().Container, Starts.ElementAt(3).Container]);
        Assert.True(IsReady("web"));
        Assert.Single(Node.Runtime.Sandboxes);
        var status = Pod("web")!.Status;
        Assert.Equal("Running", status.Phase);
        Assert.All(status.ContainerStatuses!, s => Assert.True(
            s is { RestartCount: 1, LastState.Terminated: { Reason: "RestartingAllContainers", ExitCode: 137 } }, KubernetesJson.Serialize(s)));
        Assert.Equal("False", status.Conditions!.Single(c => c.Type == "AllContainersRestarting").Status);
        Assert.Empty(Time.Errors);
    }

    [Fact]
    public void RestartAll_AgainAndAgain_IsHeldUpByTheBackOffOfItsTrigger()
    {
        Node.Runtime.Registry["trigger:v1"] = new RegistryImage { Program = _ => ContainerBehavior.ExitsAfter(TimeSpan.FromSeconds(1), 42) };
        CreatePod("web", "trigger:v1", pod => pod with
        {
            Spec = pod.Spec with
            {
                Containers =
                [
                    pod.Spec.Containers[0] with
                    {
                        RestartPolicy = "Always",
                        RestartPolicyRules =
                        [
                            new V1ContainerRestartRule
                            {
                                Action = "RestartAllContainers",
                                ExitCodes = new V1ContainerRestartRuleOnExitCodes { Operator = "NotIn", Values = [0] },
                            },
                        ],
                    },
                ],
            },
        });
        Time.Advance(TimeSpan.FromMinutes(5));

        Assert.InRange(Starts.Count(), 5, 7);
    }

    private void Patch(string name, string patch, string? subresource = null)
    {
        var response = Send(ApiRequests.Patch(
            KubernetesResources.Pods, "default", name, Encoding.UTF8.GetBytes(patch), ApiContentTypes.StrategicMergePatch, subresource));
        Assert.True(response.IsSuccess, Encoding.UTF8.GetString(response.Body.Span));
    }
}
