using System.Text;
using Agent.Kubernetes;
using Agent.Kubernetes.Api;
using Agent.Simulation.Faults;

namespace Agent.Node.Tests.Actors;

/// <summary>Volumes of the pods of a node in virtual time.</summary>
public sealed class VolumeSpec : ApiNodeSpec
{
    [Fact]
    public void EmptyDir_IsThereBeforeTheContainerAndGoneWithThePod()
    {
        var pod = CreateWith("web", new V1Volume { Name = "data", EmptyDir = new V1EmptyDirVolumeSource { Medium = "Memory" } });
        ExpectWithin(TimeSpan.FromSeconds(20), () => IsReady("web"));

        var directory = $"/var/lib/kubelet/pods/{pod.Uid()}/volumes/kubernetes.io~empty-dir/data";
        var mount = Assert.Single(Node.Runtime.Containers).Config.Mounts[0];
        Assert.Equal((directory, "/data"), (mount.HostPath, mount.ContainerPath));
        Assert.Equal("tmpfs", Node.Host.Mounts[directory]);

        Send(ApiRequests.Delete(KubernetesResources.Pods, "default", "web"));
        ExpectWithin(TimeSpan.FromSeconds(30), () => Pod("web") is null);
        Assert.Empty(Node.Host.Mounts);
        Assert.Empty(Time.Errors);
    }

    [Fact]
    public void Token_AutoMounted_IsInTheVolumeWithCertificateAndNamespace()
    {
        var pod = CreatePod("web", change: p => p with { Spec = p.Spec with { AutomountServiceAccountToken = null } });
        ExpectWithin(TimeSpan.FromSeconds(20), () => IsReady("web"));

        var mount = Assert.Single(Node.Runtime.Containers).Config.Mounts[0];
        Assert.True(mount.Readonly);
        Assert.Equal("/var/run/secrets/kubernetes.io/serviceaccount", mount.ContainerPath);
        Assert.Equal("default", Node.Host.Read(mount.HostPath + "/namespace"));
        Assert.NotNull(Node.Host.Read(mount.HostPath + "/ca.crt"));
        var token = Node.Host.Read(mount.HostPath + "/token");
        Assert.NotEmpty(token!);

        // 80 % of 3607 s: the file has another one, and the container was not touched.
        Time.Advance(TimeSpan.FromMinutes(47));
        Assert.Equal(token, Node.Host.Read(mount.HostPath + "/token"));
        Time.Advance(TimeSpan.FromMinutes(2));
        Assert.NotEqual(token, Node.Host.Read(mount.HostPath + "/token"));
        Assert.Single(Starts);
        Assert.DoesNotContain(pod.Uid(), Events.Where(e => e.Reason == "FailedMount").Select(e => e.InvolvedObject?.Uid));
    }

    [Fact]
    public void ConfigMap_Changed_ReachesTheRunningPodAtOnce()
    {
        Create(KubernetesResources.ConfigMaps, Map("settings", "color", "blue"));
        var pod = CreateWith("web", new V1Volume { Name = "data", ConfigMap = new V1ConfigMapVolumeSource { Name = "settings" } });
        ExpectWithin(TimeSpan.FromSeconds(20), () => IsReady("web"));
        var file = $"/var/lib/kubelet/pods/{pod.Uid()}/volumes/kubernetes.io~configmap/data/color";
        Assert.Equal("blue", Node.Host.Read(file));

        Send(ApiRequests.Update(KubernetesResources.ConfigMaps, "default", "settings", Map("settings", "color", "green")));
        ExpectWithin(TimeSpan.FromSeconds(1), () => Node.Host.Read(file) == "green");

        Kill("cluster");
        Time.Advance(TimeSpan.FromSeconds(5));
        Send(ApiRequests.Update(KubernetesResources.ConfigMaps, "default", "settings", Map("settings", "color", "red")));
        ExpectWithin(TimeSpan.FromSeconds(5), () => Node.Host.Read(file) == "red");
        Assert.Single(Starts);
    }

    [Fact]
    public void ConfigMap_ThatComesLater_IsWaitedForByNameAndThenUsedAtOnce()
    {
        CreateWith("web", new V1Volume { Name = "data", ConfigMap = new V1ConfigMapVolumeSource { Name = "late" } });
        ExpectWithin(TimeSpan.FromSeconds(20), () => Node.Board.Pods is [{ State: "WaitingForVolumes" } said] && said.LastError.Contains("\"late\" not found", StringComparison.Ordinal));
        ExpectWithin(TimeSpan.FromSeconds(5), () => Events.Any(e => e is { Reason: "FailedMount" }
            && e.Message == "MountVolume.SetUp failed for volume \"data\" : configmap \"late\" not found"));
        Time.Advance(TimeSpan.FromSeconds(125));
        ExpectWithin(TimeSpan.FromSeconds(5), () => Events.Any(e => e is { Reason: "FailedMount" }
            && e.Message!.StartsWith("Unable to attach or mount volumes: unmounted volumes=[data]", StringComparison.Ordinal)));
        Assert.Empty(Node.Runtime.Sandboxes);

        Create(KubernetesResources.ConfigMaps, Map("late", "a", "b"));
        ExpectWithin(TimeSpan.FromSeconds(2), () => IsReady("web"));
    }

    [Fact]
    public void DownwardApi_LabelChanged_ReachesTheRunningPod()
    {
        var pod = CreateWith("web", new V1Volume
        {
            Name = "data",
            DownwardAPI = new V1DownwardAPIVolumeSource
            {
                Items = [new V1DownwardAPIVolumeFile { Path = "labels", FieldRef = new V1ObjectFieldSelector { FieldPath = "metadata.labels" } }],
            },
        });
        ExpectWithin(TimeSpan.FromSeconds(20), () => IsReady("web"));
        var file = $"/var/lib/kubelet/pods/{pod.Uid()}/volumes/kubernetes.io~downward-api/data/labels";

        Send(ApiRequests.Patch(
            KubernetesResources.Pods, "default", "web", """{"metadata":{"labels":{"tier":"front"}}}"""u8.ToArray(), ApiContentTypes.MergePatch));
        ExpectWithin(TimeSpan.FromSeconds(2), () => Node.Host.Read(file) == "tier=\"front\"");
    }

    [Fact]
    public void Mount_Hangs_ThatPodSaysSoAndOthersRun()
    {
        using var hang = Node.Host.Faults.Add(new Fault { Kind = FaultKind.Hang, Method = "Mount" });
        CreateWith("stuck", new V1Volume { Name = "data", Nfs = new V1NFSVolumeSource { Server = "dead.example", Path = "/x" } });
        CreateWith("good", new V1Volume { Name = "data", EmptyDir = new V1EmptyDirVolumeSource() });
        ExpectWithin(TimeSpan.FromSeconds(20), () => IsReady("good"));

        var said = Node.Board.Pods.Single(p => p.PodName == "stuck");
        Assert.Equal(("WaitingForVolumes", "volume data (Mount)"), (said.State, said.WaitingFor));
        ExpectWithin(TimeSpan.FromMinutes(3), () => Events.Any(e => e is { Reason: "FailedMount", InvolvedObject.Name: "stuck" }));
        Assert.Contains(NodeObject!.Status.Conditions!, c => c is { Type: "Ready", Status: "True" });

        Send(ApiRequests.Delete(KubernetesResources.Pods, "default", "stuck"));
        ExpectWithin(TimeSpan.FromSeconds(60), () => Pod("stuck") is null);
        Assert.Empty(Time.Errors);
    }

    [Fact]
    public void Unmount_Hangs_IsForcedAndThePodGoes()
    {
        using var hang = Node.Host.Faults.Add(new Fault { Kind = FaultKind.Hang, Method = "TearDownVolume", Times = 1 });
        CreateWith("web", new V1Volume { Name = "data", EmptyDir = new V1EmptyDirVolumeSource { Medium = "Memory" } });
        ExpectWithin(TimeSpan.FromSeconds(20), () => IsReady("web"));
        Send(ApiRequests.Delete(KubernetesResources.Pods, "default", "web"));

        ExpectWithin(TimeSpan.FromSeconds(20), () => Node.Board.Pods is [{ State: "Unmounting", WaitingFor: "volume data" }]);
        Assert.NotNull(Pod("web"));
        ExpectWithin(TimeSpan.FromMinutes(1), () => Pod("web") is null);
        Assert.Empty(Node.Host.Mounts);
    }

    [Fact]
    public void Agent_StartedAgain_VolumesAreTakenOverAndTheirContentIsBroughtUpToDate()
    {
        Create(KubernetesResources.ConfigMaps, Map("settings", "color", "blue"));
        var pod = CreateWith("web", new V1Volume { Name = "data", ConfigMap = new V1ConfigMapVolumeSource { Name = "settings" } });
        ExpectWithin(TimeSpan.FromSeconds(20), () => IsReady("web"));
        Facts.Clear();
        Node.Stop();
        Send(ApiRequests.Update(KubernetesResources.ConfigMaps, "default", "settings", Map("settings", "color", "green")));
        Node.Start();

        var file = $"/var/lib/kubelet/pods/{pod.Uid()}/volumes/kubernetes.io~configmap/data/color";
        ExpectWithin(TimeSpan.FromSeconds(20), () => Node.Host.Read(file) == "green");
        Assert.Empty(Facts);
        Assert.True(IsReady("web"));
    }

    [Fact]
    public void VolumeActor_Crashes_ContentGoesOnBeingUpdated()
    {
        Create(KubernetesResources.ConfigMaps, Map("settings", "color", "blue"));
        var pod = CreateWith("web", new V1Volume { Name = "data", ConfigMap = new V1ConfigMapVolumeSource { Name = "settings" } });
        ExpectWithin(TimeSpan.FromSeconds(20), () => IsReady("web"));
        Kill($"pods/{pod.Uid()}/volume:data");
        Time.Advance(TimeSpan.FromSeconds(5));
        Send(ApiRequests.Update(KubernetesResources.ConfigMaps, "default", "settings", Map("settings", "color", "green")));

        var file = $"/var/lib/kubelet/pods/{pod.Uid()}/volumes/kubernetes.io~configmap/data/color";
        ExpectWithin(TimeSpan.FromSeconds(5), () => Node.Host.Read(file) == "green");
        Assert.Single(Starts);
    }

    [Fact]
    public void Image_WithAPullSecret_IsPulledAndMounted()
    {
        var config = """{"auths":{"registry.example":{"username":"u","password":"p"}}}""";
        Create(KubernetesResources.Secrets, new V1Secret
        {
            Metadata = new V1ObjectMeta { Name = "pull", Namespace = "default" },
            Type = "kubernetes.io/dockerconfigjson",
            Data = new Dictionary<string, byte[]> { [".dockerconfigjson"] = Encoding.UTF8.GetBytes(config) },
        });
        Node.Runtime.Registry["registry.example/data:v1"] = new Agent.Simulation.Runtime.RegistryImage { PullUser = "u" };
        CreateWith(
            "web",
            new V1Volume { Name = "data", Image = new V1ImageVolumeSource { Reference = "registry.example/data:v1" } },
            pod => pod with { Spec = pod.Spec with { ImagePullSecrets = [new V1LocalObjectReference { Name = "pull" }] } });
        ExpectWithin(TimeSpan.FromSeconds(20), () => IsReady("web"));

        var mount = Assert.Single(Node.Runtime.Containers).Config.Mounts[0];
        Assert.NotEmpty(mount.Image.Image);
        Assert.Equal(("", true), (mount.HostPath, mount.Readonly));
    }

    [Fact]
    public void Directory_OfAPodThatIsGone_IsUnmountedAndRemoved()
    {
        var pod = CreateWith("web", new V1Volume { Name = "data", EmptyDir = new V1EmptyDirVolumeSource { Medium = "Memory" } });
        ExpectWithin(TimeSpan.FromSeconds(20), () => IsReady("web"));
        Node.Stop();
        Node.Runtime.Reboot();
        foreach (var sandbox in Node.Runtime.Sandboxes.Select(s => s.Id).ToList())
        {
            Do(() => Node.Runtime.RemovePodSandboxAsync(new Agent.Cri.Protocol.RemovePodSandboxRequest { PodSandboxId = sandbox }, CancellationToken.None));
        }

        Time.Advance(TimeSpan.FromSeconds(1));
        Send(ApiRequests.Delete(KubernetesResources.Pods, "default", "web", graceSeconds: 0));
        Assert.NotEmpty(Node.Host.Mounts);

        Node.Start();
        ExpectWithin(TimeSpan.FromMinutes(2), () => Node.Host.Mounts.Count == 0);
        ExpectWithin(TimeSpan.FromSeconds(5), () => Node.Board.Pods.All(p => p.Uid != pod.Uid()));
    }

    [Fact]
    public void Volume_OfAnUnknownKind_IsNamedInOneError()
    {
        CreateWith("web", new V1Volume { Name = "data", Csi = new V1CSIVolumeSource { Driver = "d.example" } });
        ExpectWithin(TimeSpan.FromSeconds(20), () => Events.Any(e => e is { Reason: "FailedMount" }
            && e.Message!.Contains("volume \"data\"", StringComparison.Ordinal) && e.Message.Contains("kind csi", StringComparison.Ordinal)));
        Time.Advance(TimeSpan.FromSeconds(60));
        Assert.Single(Events, e => e.Reason == "FailedMount");
    }

    [Fact]
    public void Claim_Unbound_SaysSoAndIsMountedOnceBound()
    {
        var claims = new ApiResource("", "v1", "persistentvolumeclaims", "PersistentVolumeClaim", true);
        var volumes = new ApiResource("", "v1", "persistentvolumes", "PersistentVolume", false);
        CreateWith("web", new V1Volume { Name = "data", PersistentVolumeClaim = new V1PersistentVolumeClaimVolumeSource { ClaimName = "disk", ReadOnly = true } });
        ExpectWithin(TimeSpan.FromSeconds(20), () => Node.Board.Pods is [{ } said] && said.LastError.Contains("persistentvolumeclaim \"disk\" not found", StringComparison.Ordinal));
        var claim = Send(ApiRequests.Create(claims, "default", new V1PersistentVolumeClaim
        {
            Metadata = new V1ObjectMeta { Name = "disk", Namespace = "default" },
            Spec = new V1PersistentVolumeClaimSpec
            {
                AccessModes = ["ReadWriteOnce"],
                VolumeName = "pv",
                Resources = new V1VolumeResourceRequirements { Requests = new Dictionary<string, Quantity> { ["storage"] = Quantity.Parse("1Gi") } },
            },
        }));
        Assert.True(claim.IsSuccess, Encoding.UTF8.GetString(claim.Body.Span));
        ExpectWithin(TimeSpan.FromSeconds(20), () => Node.Board.Pods is [{ } said] && said.LastError.Contains("persistentvolume \"pv\" of claim \"disk\" not found", StringComparison.Ordinal));
        var volume = Send(ApiRequests.Create(volumes, null, new V1PersistentVolume
        {
            Metadata = new V1ObjectMeta { Name = "pv" },
            Spec = new V1PersistentVolumeSpec
            {
                AccessModes = ["ReadWriteOnce"],
                Capacity = new Dictionary<string, Quantity> { ["storage"] = Quantity.Parse("1Gi") },
                ClaimRef = new V1ObjectReference { Namespace = "default", Name = "disk", Uid = claim.Read<V1PersistentVolumeClaim>().Uid() },
                HostPath = new V1HostPathVolumeSource { Path = "/srv/disk" },
            },
        }));
        Assert.True(volume.IsSuccess, Encoding.UTF8.GetString(volume.Body.Span));
        ExpectWithin(TimeSpan.FromSeconds(20), () => Node.Board.Pods is [{ } said] && said.LastError.Contains("is not bound", StringComparison.Ordinal));
        Send(ApiRequests.Patch(claims, "default", "disk", """{"status":{"phase":"Bound"}}"""u8.ToArray(), ApiContentTypes.MergePatch, "status"));

        ExpectWithin(TimeSpan.FromSeconds(20), () => IsReady("web"));
        var mount = Assert.Single(Node.Runtime.Containers).Config.Mounts[0];
        Assert.Equal(("/srv/disk", true), (mount.HostPath, mount.Readonly));
    }

    private void Do(Action action)
    {
        var done = false;
        Time.Schedule(TimeSpan.Zero, () =>
        {
            action();
            done = true;
        });
        Assert.True(Time.RunUntil(() => done, TimeSpan.FromSeconds(1)));
    }

    private void Kill(string path) => Time.System.ActorSelection($"/user/{Node.Name}/{path}").Tell(Akka.Actor.Kill.Instance);

    [Fact]
    public void SubPath_AnswerToAnEarlierAttempt_IsNotTaken()
    {
        Node.Runtime.Faults.Add(new Fault { Kind = FaultKind.Delay, Method = "RunPodSandbox", Delay = TimeSpan.FromSeconds(3), Times = 1 });
        var pod = CreateWith("web", new V1Volume { Name = "data", EmptyDir = new V1EmptyDirVolumeSource() }, pod => pod with
        {
            Spec = pod.Spec with
            {
                Containers =
                [
                    pod.Spec.Containers[0] with
                    {
                        VolumeMounts =
                        [
                            new V1VolumeMount { Name = "data", MountPath = "/a", SubPath = "a" },
                            new V1VolumeMount { Name = "data", MountPath = "/b", SubPath = "b" },
                        ],
                    },
                ],
            },
        });
        var places = $"/var/lib/kubelet/pods/{pod.Uid()}/volume-subpaths/data/{pod.Spec.Containers[0].Name}/";

        // The first attempt fails for one mount while the other is under way; that one's answer comes in the second attempt.
        var first = Node.Host.Faults.Add(new Fault { Kind = FaultKind.Fail, Method = "SetUpSubPath", Container = places + "0", Times = 1 });
        Node.Host.Faults.Add(new Fault { Kind = FaultKind.Delay, Method = "SetUpSubPath", Container = places + "1", Delay = TimeSpan.FromSeconds(5), Times = 1 });
        ExpectWithin(TimeSpan.FromSeconds(20), () => Events.Any(e => e.Message?.Contains("failed to prepare subPath", StringComparison.Ordinal) == true));
        first.Dispose();
        Node.Host.Faults.Add(new Fault { Kind = FaultKind.Delay, Method = "SetUpSubPath", Container = places + "0", Delay = TimeSpan.FromSeconds(10), Times = 1 });

        ExpectWithin(TimeSpan.FromSeconds(30), () => IsReady("web"));
        Assert.Equal([places + "0", places + "1"], Assert.Single(Node.Runtime.Containers).Config.Mounts.Take(2).Select(m => m.HostPath));
    }

    private V1Pod CreateWith(string name, V1Volume volume, Func<V1Pod, V1Pod>? change = null) => CreatePod(name, change: pod =>
    {
        pod = pod with
        {
            Spec = pod.Spec with
            {
                Volumes = [volume],
                Containers = [pod.Spec.Containers[0] with { VolumeMounts = [new V1VolumeMount { Name = volume.Name, MountPath = "/data" }] }],
            },
        };
        return change is null ? pod : change(pod);
    });

    private static V1ConfigMap Map(string name, string key, string value) => new()
    {
        Metadata = new V1ObjectMeta { Name = name, Namespace = "default" },
        Data = new Dictionary<string, string> { [key] = value },
    };

    private void Create<T>(ApiResource resource, T value)
        where T : class
    {
        var response = Send(ApiRequests.Create(resource, "default", value));
        Assert.True(response.IsSuccess, Encoding.UTF8.GetString(response.Body.Span));
    }
}
