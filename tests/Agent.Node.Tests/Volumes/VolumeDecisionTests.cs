using Agent.Kubernetes;
using Agent.Node.Cluster;
using Agent.Node.Pods;
using Agent.Node.Tests.Pods;
using Agent.Node.Volumes;

namespace Agent.Node.Tests.Volumes;

public sealed class VolumeDecisionTests
{
    private static readonly V1Pod Pod = With(new V1Volume { Name = "v", EmptyDir = new V1EmptyDirVolumeSource() });

    [Theory]
    [InlineData(3600, 2880)]
    [InlineData(600, 480)]
    [InlineData(365 * 86400, 86400)]
    public void TokenRefresh_DueAt_IsAtEightyPercentOrAfterADay(int life, int due) => Assert.Equal(
        PodViews.Now.AddSeconds(due), TokenRefresh.DueAt(new VolumeToken("", PodViews.Now, PodViews.Now.AddSeconds(life))));

    [Fact]
    public void Plan_Volumes_ComeBeforeTheSandboxAndGoAfterIt()
    {
        var view = PodViews.View(Pod);
        Assert.IsType<PodAction.MountVolumes>(Assert.Single(PodPlan.Next(view, PodViews.Now)));

        view = view with { Volumes = [Record(VolumePhase.Mounting)] };
        Assert.Empty(PodPlan.Next(view, PodViews.Now));

        view = view with { Volumes = [Record(VolumePhase.InUse)] };
        Assert.IsType<PodAction.CreateSandbox>(Assert.Single(PodPlan.Next(view, PodViews.Now)));

        view = view with { Work = PodWork.Terminating };
        Assert.IsType<PodAction.UnmountVolumes>(Assert.Single(PodPlan.Next(view, PodViews.Now)));

        view = view with { Work = PodWork.Unmounting, Volumes = [Record(VolumePhase.Unmounting)] };
        Assert.Empty(PodPlan.Next(view, PodViews.Now));

        view = view with { Volumes = [Record(VolumePhase.Unmounted)] };
        Assert.IsType<PodAction.MarkTerminated>(Assert.Single(PodPlan.Next(view, PodViews.Now)));
    }

    [Fact]
    public void Plan_VolumeThatNoContainerMounts_IsNotMade()
    {
        var pod = PodViews.Pod();
        pod = pod with { Spec = pod.Spec with { Volumes = [new V1Volume { Name = "unused" }] } };

        Assert.IsType<PodAction.CreateSandbox>(Assert.Single(PodPlan.Next(PodViews.View(pod), PodViews.Now)));
    }

    [Fact]
    public void Plan_TerminatingAfterARestart_UnmountsWhatEarlierLivesMounted()
    {
        var view = PodViews.View(Pod) with { Work = PodWork.Terminating };

        Assert.IsType<PodAction.UnmountVolumes>(Assert.Single(PodPlan.Next(view, PodViews.Now)));
    }

    [Theory]
    [InlineData("Memory", "1Mi", null, "tmpfs size=1048576")]
    [InlineData("Memory", null, "2Mi", "tmpfs size=2097152")]
    [InlineData("Memory", "4Mi", "2Mi", "tmpfs size=2097152")]
    [InlineData("Memory", null, null, "tmpfs size=8388608")]
    [InlineData("", "1Mi", null, " ")]
    public void EmptyDir_Medium_IsAFileSystemOfTheLeastSize(string medium, string? sizeLimit, string? podLimit, string expected)
    {
        var pod = PodViews.Pod();
        if (podLimit is not null)
        {
            var limits = new Dictionary<string, Quantity> { ["memory"] = Quantity.Parse(podLimit) };
            pod = pod with { Spec = pod.Spec with { Containers = [pod.Spec.Containers[0] with { Resources = new V1ResourceRequirements { Limits = limits } }] } };
        }

        var source = (VolumeSource.EmptyDir)EmptyDirSource.Of(
            new V1EmptyDirVolumeSource { Medium = medium, SizeLimit = sizeLimit is null ? null : Quantity.Parse(sizeLimit) }, pod, 8 << 20);

        Assert.Equal(expected, $"{source.FileSystem} {source.Options}");
    }

    [Theory]
    [InlineData("HugePages", "hugepages-2Mi", "pagesize=2097152")]
    [InlineData("HugePages-1Gi", "hugepages-1Gi", "pagesize=1073741824")]
    [InlineData("HugePages-1Gi", "hugepages-2Mi", null)]
    [InlineData("HugePages", null, null)]
    [InlineData("Tape", null, null)]
    public void EmptyDir_HugePages_NeedALimitOfThatSize(string medium, string? limit, string? options)
    {
        var pod = PodViews.Pod();
        var limits = limit is null ? [] : new Dictionary<string, Quantity> { [limit] = Quantity.Parse("1Gi") };
        pod = pod with { Spec = pod.Spec with { Containers = [pod.Spec.Containers[0] with { Resources = new V1ResourceRequirements { Limits = limits } }] } };

        var source = EmptyDirSource.Of(new V1EmptyDirVolumeSource { Medium = medium }, pod, 0);

        Assert.Equal(options, (source as VolumeSource.EmptyDir)?.Options);
    }

    [Theory]
    [InlineData("Bound", "claim-uid", null, "")]
    [InlineData("Pending", "claim-uid", null, "persistentvolumeclaim \"c\" is not bound (phase Pending)")]
    [InlineData("Bound", "other-uid", null, "persistentvolume \"pv\" is not bound to claim \"c\"")]
    [InlineData("Bound", "claim-uid", "Block", "persistentvolume \"pv\": volumeMode Block is not supported; allowed is Filesystem")]
    public void Claim_Resolve_SaysWhatIsMissing(string phase, string boundTo, string? mode, string error)
    {
        var claim = new V1PersistentVolumeClaim
        {
            Metadata = new V1ObjectMeta { Name = "c", Uid = "claim-uid" },
            Status = new V1PersistentVolumeClaimStatus { Phase = phase },
        };
        var volume = new V1PersistentVolume
        {
            Metadata = new V1ObjectMeta { Name = "pv" },
            Spec = new V1PersistentVolumeSpec
            {
                ClaimRef = new V1ObjectReference { Uid = boundTo },
                VolumeMode = mode,
                Nfs = new V1NFSVolumeSource { Server = "s", Path = "/p" },
                MountOptions = ["hard"],
            },
        };

        var resolved = ClaimResolution.Resolve(new VolumeSource.Claim("c", ReadOnly: true), Pod, "v", new ClaimRead(default, claim, volume, ""));

        Assert.Equal(error, resolved.Error);
        if (error.Length == 0)
        {
            var nfs = Assert.IsType<VolumeSource.Nfs>(resolved.Config);
            Assert.Equal(("s", "/p", true), (nfs.Server, nfs.Path, nfs.ReadOnly));
            Assert.Equal("hard", Assert.Single(nfs.Options));
        }
    }

    [Fact]
    public void Sources_EachKind_LiesWhereTheKubeletPutsIt()
    {
        string Place(V1Volume volume)
        {
            var (kind, source) = VolumeSources.Of(volume, Pod, 0);
            return VolumePaths.Volume("/p", "v", source, kind);
        }

        Assert.Equal("/p/volumes/kubernetes.io~empty-dir/v", Place(new V1Volume { EmptyDir = new V1EmptyDirVolumeSource() }));
        Assert.Equal("/p/volumes/kubernetes.io~configmap/v", Place(new V1Volume { ConfigMap = new V1ConfigMapVolumeSource() }));
        Assert.Equal("/p/volumes/kubernetes.io~secret/v", Place(new V1Volume { Secret = new V1SecretVolumeSource() }));
        Assert.Equal("/p/volumes/kubernetes.io~downward-api/v", Place(new V1Volume { DownwardAPI = new V1DownwardAPIVolumeSource() }));
        Assert.Equal("/p/volumes/kubernetes.io~projected/v", Place(new V1Volume { Projected = new V1ProjectedVolumeSource() }));
        Assert.Equal("/p/volumes/kubernetes.io~nfs/v", Place(new V1Volume { Nfs = new V1NFSVolumeSource() }));
        Assert.Equal("", Place(new V1Volume { HostPath = new V1HostPathVolumeSource() }));
    }

    private static VolumeRecord Record(VolumePhase phase) => new() { Name = "v", Kind = "emptyDir", Phase = phase };

    private static V1Pod With(V1Volume volume)
    {
        var pod = PodViews.Pod();
        return pod with
        {
            Spec = pod.Spec with
            {
                Volumes = [volume],
                Containers = [pod.Spec.Containers[0] with { VolumeMounts = [new V1VolumeMount { Name = volume.Name, MountPath = "/v" }] }],
            },
        };
    }
}
