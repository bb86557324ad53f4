using System.Text;
using Agent.Kubernetes;
using Agent.Kubernetes.Api;
using Agent.Simulation.Faults;
using Agent.Simulation.Runtime;

namespace Agent.Node.Tests.Actors;

/// <summary>Pods whose resources change while they run.</summary>
public sealed class ResizeSpec : ApiNodeSpec
{
    private const string File = "/var/lib/kubelet/allocated_pods_state";
    private static readonly TimeSpan Start = TimeSpan.FromSeconds(10);

    [Fact]
    public void Resize_ThereIsRoom_IsSetInPlace()
    {
        var before = Running("web", "1");

        Resize("web", "1500m");
        ExpectWithin(Start, () => Event("ResizeCompleted") is not null);

        Assert.Equal((1536, 150_000), (Container("web").Resources!.CpuShares, Container("web").Resources!.CpuQuota));
        Assert.Equal(before, Container("web").Id);
        Assert.Single(Starts);
        ExpectWithin(Start, () => Pod("web")!.Status.ContainerStatuses![0].Resources!.Limits!["cpu"].ToString() == "1500m");
        Assert.DoesNotContain(Pod("web")!.Status.Conditions!, c => c.Type is "PodResizePending" or "PodResizeInProgress");
        Assert.StartsWith("Pod resize started: {\"containers\":[{\"name\":\"main\",\"resources\":{", Event("ResizeStarted")!.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Resize_PolicyWantsARestart_StartsTheContainerAnew()
    {
        Running("web", "1", c => c with { ResizePolicy = [new V1ContainerResizePolicy { ResourceName = "cpu", RestartPolicy = "RestartContainer" }] });

        Resize("web", "1500m");
        ExpectWithin(Start, () => Starts.Count() == 2 && Event("ResizeCompleted") is not null);

        Assert.Equal(1536, Node.Runtime.Containers.Single(c => c.RestartCount == 1).Config.Linux.Resources.CpuShares);
        Assert.Contains(Events, e => e is { Reason: "Killing", Message: "Container main resize requires restart" });
    }

    [Fact]
    public void Resize_NoRoom_IsDeferredUntilThereIs_AlsoAcrossARestart()
    {
        Running("web", "1");
        var rest = Allocatable - Quantity.Parse("1500m");
        Running("other", rest.ToString());

        Resize("web", "2");
        ExpectWithin(Start, () => Pending("web") is { Reason: "Deferred" });
        ExpectWithin(Start, () => Event("ResizeDeferred") is { Type: "Warning" });
        Assert.Equal(1024, Container("web").Resources!.CpuShares);
        Assert.Contains("\\\"1\\\"", Node.Host.Read(File), StringComparison.Ordinal);
        Facts.Clear();

        Node.Stop();
        Node.Start();
        Time.Advance(TimeSpan.FromSeconds(20));
        Assert.Empty(Facts);
        Assert.Equal("Deferred", Pending("web")?.Reason);
        Assert.Equal("1", Pod("web")!.Status.ContainerStatuses![0].AllocatedResources!["cpu"].ToString());

        Send(ApiRequests.Delete(KubernetesResources.Pods, "default", "other"));
        ExpectWithin(TimeSpan.FromSeconds(20), () => Container("web").Resources!.CpuShares == 2048);
        ExpectWithin(Start, () => Pending("web") is null);
        ExpectWithin(Start, () => Node.Host.Read(File)!.Contains("\"data\":\"{}\"", StringComparison.Ordinal));
        Assert.Empty(Starts);
    }

    [Fact]
    public void Resize_NodeIsTooSmall_IsInfeasible()
    {
        Running("web", "1");

        Resize("web", "640");

        ExpectWithin(Start, () => Pending("web") is { Reason: "Infeasible" } condition
            && condition.Message!.StartsWith("Node didn't have enough capacity: cpu, requested: 640000, capacity: ", StringComparison.Ordinal));
        Resize("web", "1");
        ExpectWithin(Start, () => Pending("web") is null);
    }

    [Fact]
    public void Resize_RuntimeRefuses_IsAnErrorAndTriedAgain()
    {
        Running("web", "1");
        Node.Runtime.Faults.Add(new Fault { Kind = FaultKind.Fail, Method = "UpdateContainerResources", Times = 3, Message = "not now" });

        Resize("web", "1500m");
        ExpectWithin(Start, () => Pod("web")!.Status.Conditions!.Any(c => c is { Type: "PodResizeInProgress", Reason: "Error" } && c.Message!.Contains("not now", StringComparison.Ordinal)));
        ExpectWithin(Start, () => Event("ResizeError") is { Type: "Warning" });

        ExpectWithin(TimeSpan.FromSeconds(30), () => Container("web").Resources!.CpuShares == 1536 && Event("ResizeCompleted") is not null);
        Assert.Single(Starts);
    }

    [Fact]
    public void Checkpoint_Damaged_IsSetAsideAndTheNodeWorks()
    {
        Node.Stop();
        Node.Host.Write(File, "{ no json");
        Node.Start();
        Running("web", "1");

        Assert.Equal("{ no json", Node.Host.Read(File + ".corrupt"));
    }

    private Quantity Allocatable => NodeObject!.Status.Allocatable!["cpu"];

    private SimulatedContainer Container(string pod) => Node.Runtime.Containers.Single(c => c.Sandbox.Config.Metadata.Name == pod);

    private Corev1Event? Event(string reason) => Events.FirstOrDefault(e => e.Reason == reason);

    private V1PodCondition? Pending(string pod) => Pod(pod)!.Status.Conditions?.FirstOrDefault(c => c.Type == "PodResizePending");

    private string Running(string name, string cpu, Func<V1Container, V1Container>? change = null)
    {
        ExpectWithin(Start, () => NodeObject?.Status.Allocatable?.ContainsKey("cpu") == true);
        Time.Advance(TimeSpan.FromSeconds(1));
        CreatePod(name, change: pod =>
        {
            var amounts = new Dictionary<string, Quantity> { ["cpu"] = Quantity.Parse(cpu) };
            var container = pod.Spec.Containers[0] with { Resources = new V1ResourceRequirements { Requests = amounts, Limits = amounts } };
            return pod with { Spec = pod.Spec with { Containers = [change is null ? container : change(container)] } };
        });
        ExpectWithin(Start, () => IsReady(name));
        return Container(name).Id;
    }

    private void Resize(string name, string cpu)
    {
        var resources = "{\"requests\":{\"cpu\":\"" + cpu + "\"},\"limits\":{\"cpu\":\"" + cpu + "\"}}";
        var patch = Encoding.UTF8.GetBytes("{\"spec\":{\"containers\":[{\"name\":\"main\",\"resources\":" + resources + "}]}}");
        var response = Send(ApiRequests.Patch(KubernetesResources.Pods, "default", name, patch, ApiContentTypes.StrategicMergePatch, "resize"));
        Assert.True(response.IsSuccess, Encoding.UTF8.GetString(response.Body.Span));
    }
}
