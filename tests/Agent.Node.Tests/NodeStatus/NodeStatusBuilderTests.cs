using Agent.Cri.Protocol;
using Agent.Kubernetes;
using Agent.Node.Events;
using Agent.Node.Host.Machine;
using Agent.Node.Hosting;
using Agent.Node.NodeStatus;
using Agent.Node.Runtime;

namespace Agent.Node.Tests.NodeStatus;

public sealed class NodeStatusBuilderTests
{
    private static readonly DateTimeOffset Now = new(2026, 1, 1, 0, 0, 0, 500, TimeSpan.Zero);

    private static readonly NodeView View = new()
    {
        Machine = new MachineFacts
        {
            Cores = 2,
            MemoryBytes = 1 << 30,
            SwapBytes = 4096,
            MachineId = "m",
            SystemUuid = "s",
            BootId = "boot-2",
            KernelVersion = "6.1",
            OsImage = "Linux",
            Architecture = "amd64",
        },
        Space = new FileSystemSpace(1 << 30, 1),
        Addresses = new HostAddresses(["10.0.0.1"], "10.0.0.1", null),
        Health = new RuntimeHealth(true, true, ""),
        RuntimeVersion = "containerd://1.7.1",
        Abilities = RuntimeAbilities.From(new StatusResponse
        {
            RuntimeHandlers =
            {
                new RuntimeHandler { Name = "runc", Features = new RuntimeHandlerFeatures { UserNamespaces = true } },
                new RuntimeHandler { Name = "", Features = new RuntimeHandlerFeatures { RecursiveReadOnlyMounts = true } },
            },
            Features = new RuntimeFeatures { SupplementalGroupsPolicy = true },
        }),
        Images = [new NodeImage(["app:v1"], 10)],
    };

    [Fact]
    public void Build_NewNode_HasEverything()
    {
        var result = NodeStatusBuilder.Build(new NodeStatusOptions { KubeletPort = 1234 }, Named("n1"), View, Now);

        var status = result.Node.Status;
        Assert.Equal(
            new V1NodeSystemInfo
            {
                Architecture = "amd64",
                BootID = "boot-2",
                ContainerRuntimeVersion = "containerd://1.7.1",
                KernelVersion = "6.1",
                KubeletVersion = "v1.36.2",
                MachineID = "m",
                OperatingSystem = "linux",
                OsImage = "Linux",
                Swap = new V1NodeSwapStatus { Capacity = 4096 },
                SystemUUID = "s",
            },
            status.NodeInfo);
        Assert.Equal(1234, status.DaemonEndpoints!.KubeletEndpoint!.Port);
        Assert.Equal("app:v1", Assert.Single(Assert.Single(status.Images!).Names!));
        Assert.Equal([("", true, false), ("runc", false, true)], status.RuntimeHandlers!.Select(h => (
            h.Name, h.Features!.RecursiveReadOnlyMounts == true, h.Features.UserNamespaces == true)));
        Assert.True(status.Features!.SupplementalGroupsPolicy);
        Assert.Equal("True", status.Conditions![^1].Status);
        Assert.Equal(0, status.Conditions[^1].LastHeartbeatTime!.Value.Millisecond);
        Assert.Null(status.VolumesInUse);
        Assert.Null(result.Problem);
        Assert.DoesNotContain(result.Events, e => e.Reason == "Rebooted");
    }

    [Fact]
    public void Build_NoImagesWanted_TakesThemAway()
    {
        var once = NodeStatusBuilder.Build(new NodeStatusOptions(), Named("n1"), View, Now).Node;

        Assert.Null(NodeStatusBuilder.Build(new NodeStatusOptions { MaxImages = 0 }, once, View with { Images = null }, Now).Node.Status.Images);
    }

    [Fact]
    public void Build_Twice_SaysTheSame()
    {
        var once = NodeStatusBuilder.Build(new NodeStatusOptions(), Named("n1"), View, Now).Node;

        var again = NodeStatusBuilder.Build(new NodeStatusOptions(), once, View, Now.AddMinutes(1));

        Assert.False(NodeReport.IsChanged(once, again.Node));
        Assert.Empty(again.Events);
    }

    [Fact]
    public void Build_NothingReadAnyMore_KeepsWhatWasReported()
    {
        var once = NodeStatusBuilder.Build(new NodeStatusOptions(), Named("n1"), View, Now).Node;

        var blind = NodeStatusBuilder.Build(new NodeStatusOptions(), once, new NodeView { Health = View.Health }, Now);

        Assert.False(NodeReport.IsChanged(once, blind.Node));
        Assert.Equal("can't get ip address of node n1", blind.Problem);
    }

    [Fact]
    public void Build_AnotherBoot_WarnsOnce()
    {
        var before = Named("n1") with { Status = new V1NodeStatus { NodeInfo = new V1NodeSystemInfo { BootID = "boot-1" } } };

        var result = NodeStatusBuilder.Build(new NodeStatusOptions(), before, View, Now);

        var reboot = Assert.Single(result.Events, e => e.Reason == "Rebooted");
        Assert.Equal((EventKind.Warning, "Node n1 has been rebooted, boot id: boot-2"), (reboot.Kind, reboot.Message));
        Assert.Equal("n1", reboot.Subject.Uid);
        Assert.DoesNotContain(
            NodeStatusBuilder.Build(new NodeStatusOptions(), result.Node, View, Now).Events, e => e.Reason == "Rebooted");
    }

    [Fact]
    public void Build_CloudAnnotation_IsSetAndTakenAway()
    {
        var cloud = new NodeStatusOptions { IsExternalCloud = true, GivenNodeIps = ["10.0.0.1"] };

        var set = NodeStatusBuilder.Build(cloud, Named("n1"), View, Now).Node;
        var taken = NodeStatusBuilder.Build(new NodeStatusOptions(), set, View, Now).Node;

        Assert.Equal("10.0.0.1", set.Metadata.Annotations!["alpha.kubernetes.io/provided-node-ip"]);
        Assert.Empty(taken.Metadata.Annotations!);
    }

    [Fact]
    public void Build_LabelsOfThePlatform_AreAddedNeverChanged()
    {
        var before = Named("n1");
        before = before with { Metadata = before.Metadata with { Labels = new SortedDictionary<string, string> { ["kubernetes.io/arch"] = "mine" } } };

        var labels = NodeStatusBuilder.Build(new NodeStatusOptions(), before, View, Now).Node.Metadata.Labels!;

        Assert.Equal(("mine", "amd64", "linux"), (labels["kubernetes.io/arch"], labels["beta.kubernetes.io/arch"], labels["kubernetes.io/os"]));
    }

    private static V1Node Named(string name) => new() { Metadata = new V1ObjectMeta { Name = name } };
}
