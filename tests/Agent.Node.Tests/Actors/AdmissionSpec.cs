using Agent.Kubernetes;
using Agent.Kubernetes.Api;
using Agent.Simulation.Runtime;

namespace Agent.Node.Tests.Actors;

/// <summary>Pods that the node does not take, and pods that go for others.</summary>
public sealed class AdmissionSpec : ApiNodeSpec
{
    private static readonly TimeSpan Start = TimeSpan.FromSeconds(10);

    [Fact]
    public void Refused_NeverRuns_AndSaysWhyEverywhere()
    {
        ExpectWithin(Start, () => NodeObject?.Status.Allocatable?.ContainsKey("cpu") == true);
        Time.Advance(TimeSpan.FromSeconds(2));
        CreatePod("big", change: pod => Requesting(pod, "640"));

        ExpectWithin(Start, () => Pod("big")!.Status.Phase == "Failed");

        var status = Pod("big")!.Status;
        Assert.Equal("OutOfcpu", status.Reason);
        Assert.StartsWith("Pod was rejected: Node didn't have enough resource: cpu, requested: 640000, used: 0, capacity: ", status.Message, StringComparison.Ordinal);
        Assert.Null(status.ContainerStatuses);
        Assert.Equal("Burstable", status.QosClass);
        ExpectWithin(Start, () => Events.Any(e => e is { Type: "Warning", Reason: "OutOfcpu" }
            && e.Message!.StartsWith("Node didn't have enough resource: cpu", StringComparison.Ordinal)));
        Assert.Empty(Facts);
        var said = Node.Board.Pods.Single();
        Assert.Equal(("Rejected", "OutOfcpu"), (said.State, said.Reason));
        Assert.Contains("Node didn't have enough resource", said.LastError, StringComparison.Ordinal);

        Send(ApiRequests.Delete(KubernetesResources.Pods, "default", "big"));
        ExpectWithin(Start, () => Pod("big") is null && Node.Board.Pods.Count == 0);
    }

    [Fact]
    public void Refused_OthersRun_AndTheAgentStartsAgain_NothingChanges()
    {
        ExpectWithin(Start, () => NodeObject?.Status.Allocatable?.ContainsKey("cpu") == true);
        Time.Advance(TimeSpan.FromSeconds(2));
        CreatePod("fine", change: pod => Requesting(pod, "1"));
        ExpectWithin(Start, () => IsReady("fine"));
        CreatePod("big", change: pod => Requesting(pod, "640"));
        ExpectWithin(Start, () => Pod("big")!.Status.Phase == "Failed");
        Facts.Clear();
        var before = Pod("fine")!.Metadata.ResourceVersion;

        Node.Stop();
        Node.Start();
        Time.Advance(TimeSpan.FromSeconds(30));

        Assert.Empty(Facts);
        Assert.Equal(before, Pod("fine")!.Metadata.ResourceVersion);
        Assert.Equal("OutOfcpu", Pod("big")!.Status.Reason);
    }

    [Fact]
    public void Selector_NoLongerMatchesAfterARestart_EndsThePodThatRuns()
    {
        ExpectWithin(Start, () => NodeObject?.Status.Allocatable?.ContainsKey("cpu") == true);
        Label("blue");
        CreatePod("web", change: pod => pod with { Spec = pod.Spec with { NodeSelector = new Dictionary<string, string> { ["color"] = "blue" } } });
        ExpectWithin(Start, () => IsReady("web"));
        Label("red");
        Time.Advance(TimeSpan.FromSeconds(5));
        Assert.True(IsReady("web"));

        Node.Stop();
        Node.Start();

        ExpectWithin(TimeSpan.FromSeconds(40), () => Pod("web")!.Status is { Phase: "Failed", Reason: "NodeAffinity" });
        Assert.DoesNotContain(Node.Runtime.Containers, c => c.State == Cri.Protocol.ContainerState.ContainerRunning);
    }

    [Fact]
    public void Critical_LacksRoom_WaitsForThePodThatGoes()
    {
        ExpectWithin(Start, () => NodeObject?.Status.Allocatable?.ContainsKey("cpu") == true);
        Time.Advance(TimeSpan.FromSeconds(2));
        var cores = NodeObject!.Status.Allocatable!["cpu"];
        Node.Runtime.Registry["slow:v1"] = new RegistryImage { Program = _ => new ContainerBehavior { IgnoresStop = true } };
        CreatePod("low", "slow:v1", pod => Requesting(pod, cores.ToString()));
        ExpectWithin(Start, () => IsReady("low"));

        CreatePod("high", change: pod => Requesting(pod, "1") with { Spec = Requesting(pod, "1").Spec with { Priority = 2_000_000_000 } });
        ExpectWithin(TimeSpan.FromSeconds(20), () => IsReady("high"));

        var low = Pod("low")!.Status;
        Assert.Equal(("Failed", "Preempting", "Preempted in order to admit critical pod"), (low.Phase, low.Reason, low.Message));
        Assert.Contains(low.Conditions!, c => c is { Type: "DisruptionTarget", Status: "True", Reason: "TerminationByKubelet" });
        Assert.True(Facts.Single(f => f.Kind == RuntimeFactKind.ContainerExited).At < Starts.Last().At);
        Assert.Contains(Events, e => e is { Type: "Warning", Reason: "Preempting" });
    }

    [Fact]
    public void StaticPodsOfOneName_TheSecondIsAnEvent()
    {
        const string pod = "apiVersion: v1\nkind: Pod\nmetadata: {name: twin}\nspec: {containers: [{name: main, image: 'app:v1'}]}\n";
        Node.WriteManifest("a.yaml", pod);
        Node.WriteManifest("b.yaml", pod);

        ExpectWithin(TimeSpan.FromSeconds(30), () => Events.Any(e => e is { Type: "Warning", Reason: "FailedValidation" }));
        Assert.Single(Node.Board.Pods);
    }

    private static V1Pod Requesting(V1Pod pod, string cpu) => pod with
    {
        Spec = pod.Spec with
        {
            Containers =
            [
                pod.Spec.Containers[0] with
                {
                    Resources = new V1ResourceRequirements { Requests = new Dictionary<string, Quantity> { ["cpu"] = Quantity.Parse(cpu) } },
                },
            ],
        },
    };

    private void Label(string color)
    {
        var patch = System.Text.Encoding.UTF8.GetBytes("{\"metadata\":{\"labels\":{\"color\":\"" + color + "\"}}}");
        Assert.True(Send(ApiRequests.Patch(KubernetesResources.Nodes, null, Node.Name, patch, ApiContentTypes.MergePatch)).IsSuccess);
        Time.Advance(TimeSpan.FromSeconds(2));
    }
}
