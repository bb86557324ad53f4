using Agent.Cri.Protocol;
using Agent.Kubernetes;
using Agent.Node.Containers;
using Agent.Node.Hosting;
using Agent.Node.Images;
using Agent.Node.Pods;
using Agent.Node.Runtime;
using Agent.Node.WellKnown;

namespace Agent.Node.Tests.Containers;

public sealed class ContainerConfigBuilderTests
{
    private static readonly ResolvedImage Image = new("sha256:1", null, "", "present");
    private static readonly NodeOptions Options = new() { NodeName = "n", RootDirectory = "/root-dir", MemoryCapacity = 1000 };
    private static readonly NodeFacts Facts = new(null, ["192.0.2.1"]);

    [Fact]
    public void Build_Container_HasTheKubeletsLabelsAndAnnotations()
    {
        var config = Build(new V1Container { Name = "main", Image = "busybox:1", TerminationMessagePath = "/dev/termination-log" }, restartCount: 3);

        Assert.Equal(
            new Dictionary<string, string>
            {
                [CriLabels.PodName] = "web",
                [CriLabels.PodNamespace] = "ns",
                [CriLabels.PodUid] = "u1",
                [CriLabels.ContainerName] = "main",
            },
            config.Labels);
        Assert.Equal(ContainerHash.Compute("main", "busybox:1"), config.Annotations[CriAnnotations.ContainerHash]);
        Assert.Equal("3", config.Annotations[CriAnnotations.RestartCount]);
        Assert.Equal("/dev/termination-log", config.Annotations[CriAnnotations.TerminationMessagePath]);
        Assert.Equal("30", config.Annotations[CriAnnotations.PodTerminationGracePeriod]);
        Assert.Equal(("main", 3u, "main/3.log"), (config.Metadata.Name, config.Metadata.Attempt, config.LogPath));
        Assert.Equal(("sha256:1", "busybox:1"), (config.Image.Image, config.Image.UserSpecifiedImage));
    }

    [Fact]
    public void Build_Environment_ExpandsInOrderAndReadsFields()
    {
        var config = Build(new V1Container
        {
            Name = "main",
            Command = ["run", "$(A)", "$(MISSING)"],
            Env =
            [
                new V1EnvVar { Name = "A", Value = "1" },
                new V1EnvVar { Name = "B", Value = "$(A)-$(LATER)" },
                new V1EnvVar { Name = "LATER", Value = "x" },
                new V1EnvVar { Name = "IP", ValueFrom = new V1EnvVarSource { FieldRef = new V1ObjectFieldSelector { FieldPath = "status.podIP" } } },
                new V1EnvVar { Name = "CPU", ValueFrom = new V1EnvVarSource { ResourceFieldRef = new V1ResourceFieldSelector { Resource = "limits.cpu" } } },
                new V1EnvVar { Name = "A", Value = "2" },
            ],
            Resources = new V1ResourceRequirements { Limits = new Dictionary<string, Quantity> { ["cpu"] = Quantity.Parse("250m") } },
        });

        Assert.Equal(["run", "2", "$(MISSING)"], config.Command);
        Assert.Equal(
            ["A=2", "B=1-$(LATER)", "LATER=x", "IP=10.0.0.9", "CPU=1"],
            config.Envs.Select(e => $"{e.Key}={e.Value.ToStringUtf8()}"));
    }

    [Fact]
    public void Build_UnknownField_SaysWhichAreAllowed()
    {
        var built = TryBuild(new V1Container
        {
            Name = "main",
            Env = [new V1EnvVar { Name = "X", ValueFrom = new V1EnvVarSource { FieldRef = new V1ObjectFieldSelector { FieldPath = "spec.nope" } } }],
        });

        Assert.Null(built.Config);
        Assert.Contains("env X", built.Error, StringComparison.Ordinal);
        Assert.Contains(".podIP", built.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(null, null, "", true)]
    [InlineData(0L, null, "", true)]
    [InlineData(7L, null, "", false)]
    [InlineData(null, 0L, "", true)]
    [InlineData(null, 7L, "", false)]
    [InlineData(null, null, "app", true)]
    public void Build_RunAsNonRoot_RefusesWhatIsOrMayBeRoot(long? runAsUser, long? imageUser, string imageName, bool refused)
    {
        var container = new V1Container { Name = "main", SecurityContext = new V1SecurityContext { RunAsNonRoot = true, RunAsUser = runAsUser } };

        var built = ContainerConfigBuilder.Build(Target(container), new ResolvedImage("i", imageUser, imageName, ""), 0, Facts, Options);

        Assert.Equal(refused, built.Config is null);
    }

    [Fact]
    public void Build_SeccompLocalhostWithDotDot_IsRefused()
    {
        var built = TryBuild(new V1Container
        {
            Name = "main",
            SecurityContext = new V1SecurityContext { SeccompProfile = new V1SeccompProfile { Type = "Localhost", LocalhostProfile = "../../etc/passwd" } },
        });

        Assert.Contains("..", built.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(null, null, 2, 0, 0, 1000)]
    [InlineData("100m", null, 102, 0, 0, 999)]
    [InlineData("1", "2", 1024, 200000, 0, 999)]
    [InlineData(null, "5m", 5, 1000, 0, 999)]
    public void Build_Resources_FollowTheKubeletsArithmetic(string? request, string? limit, long shares, long quota, long memory, long oom)
    {
        var config = Build(new V1Container
        {
            Name = "main",
            Resources = new V1ResourceRequirements { Requests = Map("cpu", request), Limits = Map("cpu", limit) },
        });

        var resources = config.Linux.Resources;
        Assert.Equal((shares, quota, memory, oom), (resources.CpuShares, resources.CpuQuota, resources.MemoryLimitInBytes, resources.OomScoreAdj));
    }

    [Fact]
    public void Build_Guaranteed_IsKilledLast()
    {
        var all = new Dictionary<string, Quantity> { ["cpu"] = Quantity.Parse("1"), ["memory"] = Quantity.Parse("64Mi") };

        var config = Build(new V1Container { Name = "main", Resources = new V1ResourceRequirements { Requests = all, Limits = all } });

        Assert.Equal((-997, 64L << 20), ((int)config.Linux.Resources.OomScoreAdj, config.Linux.Resources.MemoryLimitInBytes));
    }

    private static ContainerConfig Build(V1Container container, int restartCount = 0)
    {
        var built = ContainerConfigBuilder.Build(Target(container), Image, restartCount, Facts, Options);
        Assert.Equal("", built.Error);
        return built.Config!;
    }

    private static Built<ContainerConfig> TryBuild(V1Container container) => ContainerConfigBuilder.Build(Target(container), Image, 0, Facts, Options);

    private static Dictionary<string, Quantity> Map(string name, string? value) =>
        value is null ? [] : new Dictionary<string, Quantity> { [name] = Quantity.Parse(value) };

    private static ContainerTarget Target(V1Container container)
    {
        var pod = new V1Pod
        {
            Metadata = new V1ObjectMeta { Name = "web", Namespace = "ns", Uid = "u1" },
            Spec = new V1PodSpec { Containers = [container], TerminationGracePeriodSeconds = 30 },
        };
        return new ContainerTarget(pod, container, new SandboxInstance("s1", 0, true, 1, ["10.0.0.9"], false), new PodSandboxConfig());
    }
}
