using System.Text;
using Agent.Kubernetes;
using Agent.Kubernetes.Api;
using Agent.Simulation.Runtime;

namespace Agent.Node.Tests.Actors;

/// <summary>A node and its pods as the API server sees them.</summary>
public sealed class ClusterNodeSpec : ApiNodeSpec
{
    private TimeSpan LeaseAge =>
        Time.Time.GetUtcNow() - Send(ApiRequests.Get(KubernetesResources.Leases, "kube-node-lease", Node.Name)).Read<V1Lease>().Spec.RenewTime!.Value;

    [Fact]
    public void Start_RegistersANodeThatIsReadyAndHasALease()
    {
        ExpectWithin(TimeSpan.FromSeconds(5), () => NodeObject?.Status.Conditions?.Any(c => c is { Type: "Ready", Status: "True" }) == true);
        ExpectWithin(TimeSpan.FromSeconds(5), () => Send(ApiRequests.Get(KubernetesResources.Leases, "kube-node-lease", Node.Name)).IsSuccess);
        Assert.Empty(Time.Errors);
    }

    [Fact]
    public void Idle_WithPods_WritesAtMostElevenTimesIn100Seconds()
    {
        for (var i = 0; i < 10; i++)
        {
            CreatePod($"web-{i}");
        }

        ExpectWithin(TimeSpan.FromMinutes(1), () => Enumerable.Range(0, 10).All(i => IsReady($"web-{i}")));
        Time.Advance(TimeSpan.FromMinutes(1));
        var before = Node.ApiServer!.Writes;

        Time.Advance(TimeSpan.FromMinutes(20));

        Assert.InRange(Node.ApiServer.Writes - before, 110, (long)(20 * 60 * 0.11));
    }

    [Fact]
    public void HeartbeatConnection_Dead_IsClosedBeforeTheNodeIsGivenUp()
    {
        ExpectWithin(TimeSpan.FromSeconds(5), () => NodeObject?.Status.Conditions?.Any(c => c is { Type: "Ready", Status: "True" }) == true);
        Time.Advance(TimeSpan.FromSeconds(30));
        Node.ApiServer!.IsHeartbeatConnectionDead = true;
        Assert.True(LeaseAge < TimeSpan.FromSeconds(11));

        // The node controller gives a node up 40 s after its last lease.
        for (var second = 0; second < 60; second++)
        {
            Time.Advance(TimeSpan.FromSeconds(1));
            Assert.True(LeaseAge < TimeSpan.FromSeconds(40), $"the lease is {LeaseAge.TotalSeconds:0} s old");
        }

        Assert.Equal(1, Node.ApiServer.HeartbeatResets);
        Assert.True(LeaseAge < TimeSpan.FromSeconds(11));
    }

    [Fact]
    public void Pod_OfTheApi_RunsAndItsStatusIsTold()
    {
        CreatePod("web");
        ExpectWithin(TimeSpan.FromSeconds(20), () => IsReady("web"));

        var status = Pod("web")!.Status;
        Assert.Equal("Running", status.Phase);
        Assert.NotEmpty(status.PodIP!);
        Assert.StartsWith("simulated://", Assert.Single(status.ContainerStatuses!).ContainerID, StringComparison.Ordinal);
        ExpectWithin(TimeSpan.FromSeconds(5), () => Events.Any(e => e is { Reason: "Started", InvolvedObject.FieldPath: "spec.containers{main}" }));
        Assert.Empty(Time.Errors);
    }

    [Fact]
    public void Pod_Deleted_IsGoneFromRuntimeAndApi()
    {
        CreatePod("web");
        ExpectWithin(TimeSpan.FromSeconds(20), () => IsReady("web"));
        Send(ApiRequests.Delete(KubernetesResources.Pods, "default", "web"));
        Assert.NotNull(Pod("web")!.Metadata.DeletionTimestamp);

        ExpectWithin(TimeSpan.FromSeconds(30), () => Pod("web") is null);
        ExpectWithin(TimeSpan.FromSeconds(30), () => Node.Runtime.Containers.Count == 0 && Node.Runtime.Sandboxes.Count == 0);
        Assert.Empty(Time.Errors);
    }

    [Fact]
    public void Pod_ApiAwayForAMinute_KeepsRunningAndStatusCatchesUp()
    {
        CreatePod("web");
        ExpectWithin(TimeSpan.FromSeconds(20), () => IsReady("web"));
        Facts.Clear();
        Node.ApiServer!.IsDown = true;
        Time.Advance(TimeSpan.FromSeconds(30));
        var container = Assert.Single(Node.Runtime.Containers);
        Node.Runtime.Exit(container.Id, 1);
        Time.Advance(TimeSpan.FromSeconds(30));
        Node.ApiServer.IsDown = false;

        ExpectWithin(TimeSpan.FromMinutes(2), () => Pod("web")!.Status.ContainerStatuses![0].RestartCount == 1 && IsReady("web"));
        Assert.Single(Starts);
    }

    [Fact]
    public void Agent_StartedAgain_RestartsNothingAndWritesNoOtherStatus()
    {
        CreatePod("web");
        ExpectWithin(TimeSpan.FromSeconds(20), () => IsReady("web"));
        Time.Advance(TimeSpan.FromSeconds(15));
        var before = Pod("web")!;
        Facts.Clear();
        Node.Stop();
        Time.Advance(TimeSpan.FromSeconds(5));
        Node.Start();
        Time.Advance(TimeSpan.FromSeconds(30));

        Assert.Empty(Facts);
        Assert.Equal(before.Metadata.ResourceVersion, Pod("web")!.Metadata.ResourceVersion);
    }

    [Fact]
    public void StaticPod_HasAMirrorWithItsStatus()
    {
        Node.WriteManifest("s.yaml", """
            apiVersion: v1
            kind: Pod
            metadata:
              name: s
            spec:
              containers:
              - name: main
                image: app:v1
            """);
        var name = "s-" + Node.Name;
        ExpectWithin(TimeSpan.FromMinutes(1), () => IsReady(name));
        Assert.NotNull(Pod(name)!.Annotation("kubernetes.io/config.mirror"));

        Send(ApiRequests.Delete(KubernetesResources.Pods, "default", name, graceSeconds: 0));
        ExpectWithin(TimeSpan.FromMinutes(1), () => IsReady(name));
        Assert.Single(Starts);
    }

    [Fact]
    public void Node_Deleted_IsRegisteredAgain()
    {
        ExpectWithin(TimeSpan.FromSeconds(5), () => NodeObject is not null);
        var uid = NodeObject!.Uid();
        Time.Advance(TimeSpan.FromSeconds(2));
        Assert.True(Send(ApiRequests.Delete(KubernetesResources.Nodes, null, Node.Name)).IsSuccess);

        ExpectWithin(TimeSpan.FromSeconds(30), () => NodeObject is { } node && node.Uid() != uid);
    }

    [Fact]
    public void Environment_OfConfigMapSecretAndService_ReachesTheContainer()
    {
        Create(KubernetesResources.ConfigMaps, new V1ConfigMap { Metadata = Named("settings"), Data = Map("COLOR", "blue") });
        Create(KubernetesResources.Secrets, new V1Secret { Metadata = Named("keys"), StringData = Map("token", "s3cret") });
        Create(KubernetesResources.Services, new V1Service
        {
            Metadata = Named("db"),
            Spec = new V1ServiceSpec { Ports = [new V1ServicePort { Port = 5432 }], Selector = Map("app", "db") },
        });
        CreatePod("web", change: pod => pod with
        {
            Spec = pod.Spec with
            {
                Containers =
                [
                    pod.Spec.Containers[0] with
                    {
                        EnvFrom = [new V1EnvFromSource { ConfigMapRef = new V1ConfigMapEnvSource { Name = "settings" } }],
                        Env =
                        [
                            new V1EnvVar
                            {
                                Name = "TOKEN",
                                ValueFrom = new V1EnvVarSource { SecretKeyRef = new V1SecretKeySelector { Name = "keys", Key = "token" } },
                            },
                            new V1EnvVar { Name = "URL", Value = "db://$(DB_SERVICE_HOST)/$(COLOR)" },
                        ],
                    },
                ],
            },
        });
        ExpectWithin(TimeSpan.FromSeconds(20), () => IsReady("web"));

        var environment = Assert.Single(Node.Runtime.Containers).Config.Envs.ToDictionary(e => e.Key, e => e.Value.ToStringUtf8());
        Assert.Equal("blue", environment["COLOR"]);
        Assert.Equal("s3cret", environment["TOKEN"]);
        Assert.Equal("5432", environment["DB_SERVICE_PORT"]);
        Assert.Equal($"db://{environment["DB_SERVICE_HOST"]}/blue", environment["URL"]);
        Assert.True(environment.ContainsKey("KUBERNETES_SERVICE_HOST"));
    }

    [Fact]
    public void Environment_OfAConfigMapThatComesLater_StartsThen()
    {
        CreatePod("web", change: pod => pod with
        {
            Spec = pod.Spec with
            {
                Containers = [pod.Spec.Containers[0] with { EnvFrom = [new V1EnvFromSource { ConfigMapRef = new V1ConfigMapEnvSource { Name = "late" } }] }],
            },
        });
        ExpectWithin(TimeSpan.FromSeconds(20), () =>
            Pod("web")!.Status.ContainerStatuses is [{ State.Waiting: { } waiting }] && waiting is { Reason: "CreateContainerConfigError", Message: "configmap \"late\" not found" });

        Create(KubernetesResources.ConfigMaps, new V1ConfigMap { Metadata = Named("late"), Data = Map("A", "b") });
        ExpectWithin(TimeSpan.FromSeconds(30), () => IsReady("web"));
    }

    [Fact]
    public void Image_CannotBePulled_FailureAndBackOffAreEvents()
    {
        Node.Runtime.Registry["missing:v1"] = new RegistryImage { PullError = "no such image" };
        CreatePod("web", "missing:v1");
        ExpectWithin(TimeSpan.FromSeconds(20), () => Events.Any(e => e is { Type: "Normal", Reason: "BackOff" }));

        Assert.Contains(Events, e => e is { Type: "Warning", Reason: "Failed" }
            && e.Message!.StartsWith("Failed to pull image \"missing:v1\": ", StringComparison.Ordinal)
            && e.Message.Contains("no such image", StringComparison.Ordinal));
        Assert.Contains(Events, e => e is { Reason: "BackOff", Message: "Back-off pulling image \"missing:v1\"" });
        ExpectWithin(TimeSpan.FromSeconds(5), () => Events.Any(e => e is { Type: "Warning", Message: "Error: ImagePullBackOff" }));
    }

    [Fact]
    public void Image_WithPullSecrets_IsPulledWithTheFittingCredentials()
    {
        var config = """{"auths":{"registry.example":{"username":"u","password":"p"},"https://other.example/v1/":{"username":"x","password":"y"}}}""";
        Create(KubernetesResources.Secrets, new V1Secret
        {
            Metadata = Named("pull"),
            Type = "kubernetes.io/dockerconfigjson",
            Data = new Dictionary<string, byte[]> { [".dockerconfigjson"] = Encoding.UTF8.GetBytes(config) },
        });
        Node.Runtime.Registry["registry.example/app:v1"] = new RegistryImage { PullUser = "u" };
        CreatePod("web", "registry.example/app:v1", pod => pod with { Spec = pod.Spec with { ImagePullSecrets = [new V1LocalObjectReference { Name = "pull" }] } });
        ExpectWithin(TimeSpan.FromSeconds(20), () => IsReady("web"));
        Assert.DoesNotContain(Events, e => e.Reason == "Failed");
    }

    private static V1ObjectMeta Named(string name) => new() { Name = name, Namespace = "default" };

    private static Dictionary<string, string> Map(string key, string value) => new(StringComparer.Ordinal) { [key] = value };

    private void Create<T>(ApiResource resource, T value)
        where T : class
    {
        var response = Send(ApiRequests.Create(resource, "default", value));
        Assert.True(response.IsSuccess, Encoding.UTF8.GetString(response.Body.Span));
    }
}
