using Agent.Kubernetes;
using Agent.Node.Admission;
using Agent.Node.NodeStatus;
using static Agent.Node.Tests.Admission.AdmissionPods;

namespace Agent.Node.Tests.Admission;

public sealed class PodAdmissionTests
{
    [Fact]
    public void Decide_RoomAndNothingAgainst_IsAdmitted() =>
        Assert.True(PodAdmission.Decide(Pod("a", "1", "1Gi"), TheNode(), [Pod("b", "1", "1Gi")]).IsAdmitted);

    [Theory]
    [InlineData("1500m", "1Gi", "OutOfcpu", "Node didn't have enough resource: cpu, requested: 1500, used: 1000, capacity: 2000")]
    [InlineData("1", "4Gi", "OutOfmemory", "Node didn't have enough resource: memory, requested: 4294967296, used: 1073741824, capacity: 4294967296")]
    [InlineData("3", "8Gi", "OutOfcpu", "Node didn't have enough resource: cpu, requested: 3000, used: 1000, capacity: 2000")]
    public void Decide_TooLittleLeft_NamesTheFirstResource(string cpu, string memory, string reason, string message) =>
        Assert.Equal((reason, message), Refusal(Pod("a", cpu, memory), TheNode(), Pod("b", "1", "1Gi")));

    [Fact]
    public void Decide_NodeIsFull_IsOutOfPods() =>
        Assert.Equal(
            ("OutOfpods", "Node didn't have enough resource: pods, requested: 1, used: 2, capacity: 2"),
            Refusal(Pod("a"), TheNode(pods: 2), Pod("b"), Pod("c")));

    [Theory]
    [InlineData("example.com/gpu", 2, "OutOfexample.com/gpu")]
    [InlineData("other.com/fpga", 2, "")]
    [InlineData("hugepages-2Mi", 2, "OutOfhugepages-2Mi")]
    public void Decide_OtherResources_OnlyThoseOfTheNodeOrOfKubernetesCount(string name, int amount, string reason)
    {
        var pod = Pod("a").Spec(s => s with
        {
            Containers =
            [
                s.Containers[0] with
                {
                    Resources = new V1ResourceRequirements { Requests = new Dictionary<string, Quantity> { [name] = Quantity.FromInt64(amount) } },
                },
            ],
        });

        Assert.Equal(reason, PodAdmission.Decide(pod, TheNode(), []).Reason);
    }

    [Fact]
    public void Decide_NothingKnownOfTheNode_OnlyTheNumberOfPodsCounts()
    {
        var node = new AdmissionNode { Name = "node-1", MaxPods = 1 };

        Assert.True(PodAdmission.Decide(Pod("a", "64", "1Ti").Spec(s => s with { NodeSelector = Map("zone", "b") }), node, []).IsAdmitted);
        Assert.Equal("OutOfpods", PodAdmission.Decide(Pod("a"), node, [Pod("b")]).Reason);
    }

    [Fact]
    public void Decide_Selector_MustMatchTheNodesLabels()
    {
        Assert.True(PodAdmission.Decide(Pod("a").Spec(s => s with { NodeSelector = Map("zone", "a") }), TheNode(), []).IsAdmitted);
        Assert.Equal(
            ("NodeAffinity", "Predicate NodeAffinity failed: node(s) didn't match Pod's node affinity/selector"),
            Refusal(Pod("a").Spec(s => s with { NodeSelector = Map("zone", "b") }), TheNode()));
    }

    [Theory]
    [InlineData("In", "zone", "a", true)]
    [InlineData("In", "zone", "b", false)]
    [InlineData("NotIn", "zone", "b", true)]
    [InlineData("NotIn", "rack", "1", true)]
    [InlineData("Exists", "rack", null, false)]
    [InlineData("DoesNotExist", "rack", null, true)]
    [InlineData("Gt", "cores", "4", true)]
    [InlineData("Gt", "cores", "8", false)]
    [InlineData("Lt", "cores", "9", true)]
    [InlineData("Lt", "rack", "9", false)]
    public void Decide_RequiredAffinity_IsJudgedAsTheSchedulerDoes(string op, string key, string? value, bool admitted)
    {
        var term = new V1NodeSelectorTerm
        {
            MatchExpressions = [new V1NodeSelectorRequirement { Key = key, Operator = op, Values = value is null ? null : [value] }],
        };

        Assert.Equal(admitted, PodAdmission.Decide(Pod("a").Spec(s => s with { Affinity = Affinity(term) }), TheNode(), []).IsAdmitted);
    }

    [Fact]
    public void Decide_EmptyTerm_MatchesNothing() =>
        Assert.Equal("NodeAffinity", PodAdmission.Decide(Pod("a").Spec(s => s with { Affinity = Affinity(new V1NodeSelectorTerm()) }), TheNode(), []).Reason);

    [Fact]
    public void Decide_OtherNodesName_IsRefused() =>
        Assert.Equal("NodeName", PodAdmission.Decide(Pod("a").Spec(s => s with { NodeName = "node-2" }), TheNode(), []).Reason);

    [Theory]
    [InlineData("", "TCP", "NodePorts")]
    [InlineData("10.0.0.1", "TCP", "NodePorts")]
    [InlineData("10.0.0.2", "TCP", "")]
    [InlineData("10.0.0.1", "UDP", "")]
    public void Decide_HostPortInUse_ConflictsByAddressAndProtocol(string ip, string protocol, string reason) =>
        Assert.Equal(reason, PodAdmission.Decide(WithPort("a", ip, protocol), TheNode(), [WithPort("b", "10.0.0.1", "TCP")]).Reason);

    [Theory]
    [InlineData("NoExecute", false, false, "TaintToleration")]
    [InlineData("NoSchedule", false, false, "")]
    [InlineData("NoExecute", true, false, "")]
    [InlineData("NoExecute", false, true, "")]
    public void Decide_Taints_OnlyNoExecuteCountsAndNotForStaticPods(string effect, bool tolerated, bool isStatic, string reason)
    {
        var node = TheNode();
        node = node with
        {
            Object = node.Object! with { Spec = new V1NodeSpec { Taints = [new V1Taint { Key = "down", Value = "yes", Effect = effect }] } },
        };
        var pod = Pod("a", isStatic: isStatic).Spec(s => s with
        {
            Tolerations = tolerated ? [new V1Toleration { Key = "down", Operator = "Equal", Value = "yes", Effect = "NoExecute" }] : null,
        });

        Assert.Equal(reason, PodAdmission.Decide(pod, node, []).Reason);
    }

    [Fact]
    public void Decide_AnotherSystem_IsRefused()
    {
        Assert.Equal("PodOSNotSupported", PodAdmission.Decide(Pod("a").Spec(s => s with { Os = new V1PodOS { Name = "windows" } }), TheNode(), []).Reason);
        var unknown = new AdmissionNode { Name = "node-1" };
        Assert.Equal(
            "PodOSSelectorNodeLabelDoesNotMatch",
            PodAdmission.Decide(Pod("a").Spec(s => s with { NodeSelector = Map("kubernetes.io/os", "windows") }), unknown, []).Reason);
    }

    [Fact]
    public void Decide_StrictGroupsWithoutTheRuntimesHelp_IsRefused()
    {
        var pod = Pod("a").Spec(s => s with { SecurityContext = new V1PodSecurityContext { SupplementalGroupsPolicy = "Strict" } });
        var able = TheNode();
        able = able with { Object = able.Object! with { Status = able.Object.Status with { Features = new V1NodeFeatures { SupplementalGroupsPolicy = true } } } };

        Assert.Equal("SupplementalGroupsPolicyNotSupported", PodAdmission.Decide(pod, TheNode(), []).Reason);
        Assert.True(PodAdmission.Decide(pod, able, []).IsAdmitted);
    }

    [Theory]
    [InlineData("net.ipv4.tcp_syncookies", "")]
    [InlineData("net/ipv4/tcp_syncookies", "")]
    [InlineData("net.ipv4.tcp_fin_timeout", "")]
    [InlineData("kernel.msgmax", "SysctlForbidden")]
    [InlineData("net.core.somaxconn", "")]
    [InlineData("net.core.rmem_max", "SysctlForbidden")]
    [InlineData("vm.allowed_one", "")]
    [InlineData("vm.swappiness", "SysctlForbidden")]
    public void Decide_Sysctls_OnlySafeOnesAndThoseAllowed(string name, string reason)
    {
        var node = TheNode() with { AllowedUnsafeSysctls = ["net.core.somaxconn", "vm.allowed*"] };

        Assert.Equal(reason, PodAdmission.Decide(WithSysctl(name), node, []).Reason);
    }

    [Fact]
    public void Decide_SysctlOfASharedNamespace_IsRefused()
    {
        Assert.Equal("SysctlForbidden", PodAdmission.Decide(WithSysctl("net.ipv4.tcp_syncookies").Spec(s => s with { HostNetwork = true }), TheNode(), []).Reason);
        Assert.Equal("SysctlForbidden", PodAdmission.Decide(WithSysctl("kernel.shm_rmid_forced").Spec(s => s with { HostIPC = true }), TheNode(), []).Reason);
    }

    [Fact]
    public void Decide_SysctlOfALaterKernel_IsRefusedOnAnOldOne()
    {
        var node = TheNode();
        node = node with { Object = node.Object! with { Status = node.Object.Status with { NodeInfo = new V1NodeSystemInfo { KernelVersion = "4.14.0-1-amd64" } } } };

        Assert.Equal("", PodAdmission.Decide(WithSysctl("net.ipv4.tcp_fin_timeout"), node, []).Reason);
        Assert.Equal("SysctlForbidden", PodAdmission.Decide(WithSysctl("net.ipv4.tcp_rmem"), node, []).Reason);
    }

    [Theory]
    [InlineData("Pending", false, "AppArmor")]
    [InlineData("Running", false, "")]
    [InlineData("Pending", true, "")]
    public void Decide_AppArmorTheHostLacks_IsRefusedWhilePending(string phase, bool has, string reason)
    {
        var pod = Pod("a").Spec(s => s with { SecurityContext = new V1PodSecurityContext { AppArmorProfile = new V1AppArmorProfile { Type = "RuntimeDefault" } } });

        Assert.Equal(reason, PodAdmission.Decide(pod with { Status = new V1PodStatus { Phase = phase } }, TheNode() with { HasAppArmor = has }, []).Reason);
    }

    [Fact]
    public void Decide_AppArmorProfileWithoutAName_IsRefused()
    {
        var pod = Pod("a").Spec(s => s with { SecurityContext = new V1PodSecurityContext { AppArmorProfile = new V1AppArmorProfile { Type = "Localhost", LocalhostProfile = " " } } });

        Assert.Equal("AppArmor", PodAdmission.Decide(pod, TheNode(), []).Reason);
    }

    [Theory]
    [InlineData(true, false, null, "Evicted")]
    [InlineData(true, false, "1Gi", "")]
    [InlineData(true, true, "1Gi", "Evicted")]
    public void Decide_NodeUnderPressure_RefusesWhoHasNoClaim(bool memory, bool disk, string? request, string reason) =>
        Assert.Equal(reason, PodAdmission.Decide(Pod("a", memory: request), TheNode() with { Pressure = new NodePressure(memory, disk, false) }, []).Reason);

    [Fact]
    public void Decide_NodeUnderPressureOrShuttingDown_TakesCriticalPods()
    {
        var node = TheNode() with { Pressure = new NodePressure(true, true, true), IsShuttingDown = true };

        Assert.True(PodAdmission.Decide(Pod("a", isStatic: true), node, []).IsAdmitted);
        Assert.Equal("NodeShutdown", PodAdmission.Decide(Pod("a"), TheNode() with { IsShuttingDown = true }, []).Reason);
    }

    private static (string Reason, string Message) Refusal(V1Pod pod, AdmissionNode node, params V1Pod[] others)
    {
        var verdict = PodAdmission.Decide(pod, node, others);
        return (verdict.Reason, verdict.Message);
    }

    private static V1Affinity Affinity(V1NodeSelectorTerm term) => new()
    {
        NodeAffinity = new V1NodeAffinity { RequiredDuringSchedulingIgnoredDuringExecution = new V1NodeSelector { NodeSelectorTerms = [term] } },
    };

    private static V1Pod WithPort(string name, string ip, string protocol) => Pod(name).Spec(s => s with
    {
        Containers = [s.Containers[0] with { Ports = [new V1ContainerPort { ContainerPort = 80, HostPort = 8080, HostIP = ip, Protocol = protocol }] }],
    });

    private static V1Pod WithSysctl(string name) =>
        Pod("a").Spec(s => s with { SecurityContext = new V1PodSecurityContext { Sysctls = [new V1Sysctl { Name = name, Value = "1" }] } });

    private static Dictionary<string, string> Map(string key, string value) => new() { [key] = value };
}
