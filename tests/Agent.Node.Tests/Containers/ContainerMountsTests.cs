using Agent.Cri.Protocol;
using Agent.Kubernetes;
using Agent.Node.Containers;
using Agent.Node.Tests.Pods;
using Agent.Node.Volumes;

namespace Agent.Node.Tests.Containers;

public sealed class ContainerMountsTests
{
    private static readonly Dictionary<string, string> Variables = new() { ["NAME"] = "web", ["EMPTY"] = "" };

    [Fact]
    public void Plan_Mounts_AreInSpecOrderWithAbsolutePaths()
    {
        var mounts = Plan(new V1VolumeMount { Name = "b", MountPath = "/x" }, new V1VolumeMount { Name = "a", MountPath = "y", ReadOnly = true });

        Assert.Equal(["/x", "/y"], mounts.Select(m => m.Mount.ContainerPath));
        Assert.Equal(["/host/b", "/host/a"], mounts.Select(m => m.Mount.HostPath));
        Assert.Equal([false, true], mounts.Select(m => m.Mount.Readonly));
    }

    [Theory]
    [InlineData(null, MountPropagation.PropagationPrivate)]
    [InlineData("None", MountPropagation.PropagationPrivate)]
    [InlineData("HostToContainer", MountPropagation.PropagationHostToContainer)]
    [InlineData("Bidirectional", MountPropagation.PropagationBidirectional)]
    public void Plan_Propagation_IsPassedOn(string? wanted, MountPropagation expected) =>
        Assert.Equal(expected, Plan(new V1VolumeMount { Name = "a", MountPath = "/x", MountPropagation = wanted })[0].Mount.Propagation);

    [Fact]
    public void Plan_VolumeThatIsReadOnly_IsMountedReadOnly() =>
        Assert.True(Plan(new V1VolumeMount { Name = "ro", MountPath = "/x" })[0].Mount.Readonly);

    [Theory]
    [InlineData("Enabled", true, null, true, "")]
    [InlineData("Enabled", true, null, false, "the runtime cannot do it")]
    [InlineData("IfPossible", true, null, false, "")]
    [InlineData("Enabled", false, null, true, "needs readOnly")]
    [InlineData("Enabled", true, "HostToContainer", true, "excludes mountPropagation")]
    [InlineData("Sometimes", true, null, true, "allowed are")]
    public void Plan_RecursiveReadOnly_NeedsReadOnlyAndARuntimeThatCan(
        string wanted, bool readOnly, string? propagation, bool isPossible, string error)
    {
        var built = ContainerMounts.Plan(
            Target(new V1VolumeMount { Name = "a", MountPath = "/x", ReadOnly = readOnly, RecursiveReadOnly = wanted, MountPropagation = propagation }),
            Variables,
            isPossible);

        Assert.Contains(error, built.Error, StringComparison.Ordinal);
        Assert.Equal(error.Length == 0, built.Config is not null);
        Assert.True(built.Config is null || built.Config[0].Mount.RecursiveReadOnly == isPossible);
    }

    [Theory]
    [InlineData("a/b", null, "a/b", "")]
    [InlineData(null, "logs/$(NAME)", "logs/web", "")]
    [InlineData(null, "$$(NAME)", "$(NAME)", "")]
    [InlineData(null, "$(EMPTY)", null, "variable EMPTY is not set or empty")]
    [InlineData(null, "$(NONE)", null, "variable NONE is not set or empty")]
    [InlineData("../a", null, null, "must not contain '..'")]
    [InlineData("/a", null, null, "must be a relative path")]
    public void Plan_SubPath_IsExpandedAndStaysWithinTheVolume(string? subPath, string? expression, string? expected, string error)
    {
        var built = ContainerMounts.Plan(
            Target(new V1VolumeMount { Name = "a", MountPath = "/x", SubPath = subPath, SubPathExpr = expression }), Variables, false);

        Assert.Equal(expected, built.Config?[0].SubPath);
        Assert.Contains(error, built.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void Plan_ImageVolume_IsAnImageMount()
    {
        var mount = Plan(new V1VolumeMount { Name = "image", MountPath = "/x", SubPath = "bin" })[0];

        Assert.Equal(("sha256:1", "bin", "", true), (mount.Mount.Image.Image, mount.Mount.ImageSubPath, mount.Mount.HostPath, mount.Mount.Readonly));
        Assert.Equal("", mount.SubPath);
    }

    [Fact]
    public void Plan_UnknownVolume_IsNamed() => Assert.Contains(
        "has no volume none",
        ContainerMounts.Plan(Target(new V1VolumeMount { Name = "none", MountPath = "/x" }), Variables, false).Error,
        StringComparison.Ordinal);

    private static IReadOnlyList<PlannedMount> Plan(params V1VolumeMount[] mounts) => ContainerMounts.Plan(Target(mounts), Variables, false).Config!;

    private static ContainerTarget Target(params V1VolumeMount[] mounts)
    {
        var pod = PodViews.Pod();
        return new ContainerTarget(pod, pod.Spec.Containers[0] with { VolumeMounts = mounts }, PodViews.Sandbox(), new PodSandboxConfig())
        {
            Volumes =
            [
                new VolumeRecord { Name = "a", Kind = "emptyDir", Path = "/host/a" },
                new VolumeRecord { Name = "b", Kind = "emptyDir", Path = "/host/b" },
                new VolumeRecord { Name = "ro", Kind = "configMap", Path = "/host/ro", IsReadOnly = true },
                new VolumeRecord { Name = "image", Kind = "image", Image = "sha256:1", IsReadOnly = true },
            ],
        };
    }
}
