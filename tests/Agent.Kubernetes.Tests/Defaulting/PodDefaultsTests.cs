using Agent.Kubernetes.Defaulting;

namespace Agent.Kubernetes.Tests.Defaulting;

public sealed class PodDefaultsTests
{
    [Fact]
    public void Apply_PlainPod_GetsTheApiServersDefaults() =>
        Assert.Equal(
            """{"apiVersion":"v1","kind":"Pod","metadata":{"name":"web"},"spec":{"containers":[{"image":"nginx","imagePullPolicy":"Always","name":"app","terminationMessagePath":"/dev/termination-log","terminationMessagePolicy":"File"}],"dnsPolicy":"ClusterFirst","enableServiceLinks":true,"restartPolicy":"Always","schedulerName":"default-scheduler","securityContext":{},"terminationGracePeriodSeconds":30},"status":{}}""",
            KubernetesJson.Serialize(Apply("containers: [{name: app, image: nginx}]")));

    [Fact]
    public void Apply_WhatIsSet_StaysAsItIs()
    {
        var pod = Apply(
            """
            restartPolicy: Never
            dnsPolicy: Default
            terminationGracePeriodSeconds: 0
            enableServiceLinks: false
            schedulerName: mine
            containers:
            - name: a
              image: nginx
              imagePullPolicy: Never
              terminationMessagePath: /t
              terminationMessagePolicy: FallbackToLogsOnError
              livenessProbe: {httpGet: {port: 1, path: /x, scheme: HTTPS}, timeoutSeconds: 2, periodSeconds: 3, successThreshold: 1, failureThreshold: 5}
            """);

        Assert.Equal(pod, PodDefaults.Apply(pod));
        Assert.Equal(("Never", "Default", 0L, false, "mine"), (
            pod.Spec.RestartPolicy!, pod.Spec.DnsPolicy!, pod.Spec.TerminationGracePeriodSeconds!.Value,
            pod.Spec.EnableServiceLinks!.Value, pod.Spec.SchedulerName!));
        Assert.Equal(("Never", "/t", "FallbackToLogsOnError"), (
            pod.Spec.Containers[0].ImagePullPolicy!, pod.Spec.Containers[0].TerminationMessagePath!,
            pod.Spec.Containers[0].TerminationMessagePolicy!));
        Assert.Equal((2, 3, 5), (
            pod.Spec.Containers[0].LivenessProbe!.TimeoutSeconds!.Value, pod.Spec.Containers[0].LivenessProbe!.PeriodSeconds!.Value,
            pod.Spec.Containers[0].LivenessProbe!.FailureThreshold!.Value));
    }

    [Theory]
    [InlineData("nginx", "Always")]
    [InlineData("nginx:latest", "Always")]
    [InlineData("nginx:1.2", "IfNotPresent")]
    [InlineData("localhost:5000/a", "Always")]
    [InlineData("nginx@sha256:0123456789012345678901234567890123456789012345678901234567890123", "IfNotPresent")]
    [InlineData("Not An Image", "IfNotPresent")]
    public void Apply_PullPolicy_FollowsTheTag(string image, string policy)
    {
        var pod = Apply($"containers: [{{name: a, image: '{image}'}}]\nvolumes: [{{name: v, image: {{reference: '{image}'}}}}]");

        Assert.Equal((policy, policy), (pod.Spec.Containers[0].ImagePullPolicy, pod.Spec.Volumes![0].Image!.PullPolicy));
    }

    [Fact]
    public void Apply_Probes_GetTimesAndHttpFields()
    {
        var container = Apply(
            """
            containers:
            - name: a
              image: i
              livenessProbe: {httpGet: {port: 80}}
              readinessProbe: {grpc: {port: 80}}
              lifecycle: {preStop: {httpGet: {port: 1}}}
            """).Spec.Containers[0];

        var probe = container.LivenessProbe!;
        Assert.Equal((1, 10, 1, 3, null), (
            probe.TimeoutSeconds!.Value, probe.PeriodSeconds!.Value, probe.SuccessThreshold!.Value, probe.FailureThreshold!.Value,
            probe.InitialDelaySeconds));
        Assert.Equal(("/", "HTTP"), (probe.HttpGet!.Path!, probe.HttpGet.Scheme!));
        Assert.Equal("", container.ReadinessProbe!.Grpc!.Service);
        Assert.Equal(("/", "HTTP"), (container.Lifecycle!.PreStop!.HttpGet!.Path!, container.Lifecycle.PreStop.HttpGet.Scheme!));
    }

    [Theory]
    [InlineData("{limits: {cpu: 1, memory: 1Gi}}", "{\"cpu\":\"1\",\"memory\":\"1Gi\"}")]
    [InlineData("{limits: {cpu: 1}, requests: {cpu: 100m, memory: 1}}", "{\"cpu\":\"100m\",\"memory\":\"1\"}")]
    [InlineData("{requests: {cpu: 100u}}", "{\"cpu\":\"1m\"}")]
    public void Apply_Requests_AreTheLimitsThatNoRequestNames(string resources, string requests)
    {
        var container = Apply($"containers: [{{name: a, image: i, resources: {resources}}}]").Spec.Containers[0];

        Assert.Contains($"\"requests\":{requests}", KubernetesJson.Serialize(container), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("{limits: {cpu: 4, memory: 2Gi}}", "{\"limits\":{\"cpu\":\"4\",\"memory\":\"2Gi\"},\"requests\":{\"cpu\":\"1500m\",\"memory\":\"2Gi\"}}")]
    [InlineData("{requests: {cpu: 2}}", "{\"limits\":{\"hugepages-2Mi\":\"4Mi\"},\"requests\":{\"cpu\":\"2\",\"hugepages-2Mi\":\"4Mi\"}}")]
    [InlineData("{}", "{}")]
    public void Apply_PodResources_ComeFromTheContainers(string resources, string expected)
    {
        var hugePages = resources.StartsWith("{requests", StringComparison.Ordinal);
        var pod = Apply(
            $"resources: {resources}\ncontainers: [{{name: a, image: i, resources: {{requests: {{cpu: 1}}"
            + (hugePages ? ", limits: {hugepages-2Mi: 4Mi}" : "") + "}}, {name: b, image: i, resources: {requests: {cpu: 500m}}}]");

        Assert.Equal(expected, KubernetesJson.Serialize(pod.Spec.Resources!));
    }

    [Fact]
    public void Apply_HostNetwork_GivesPortsTheHostsPort()
    {
        var pod = Apply(
            """
            hostNetwork: true
            containers: [{name: a, image: i, ports: [{containerPort: 80}]}]
            initContainers: [{name: b, image: i, ports: [{containerPort: 81}]}]
            """);

        Assert.Equal((80, "TCP"), (pod.Spec.Containers[0].Ports![0].HostPort, pod.Spec.Containers[0].Ports![0].Protocol));
        Assert.Equal(81, pod.Spec.InitContainers![0].Ports![0].HostPort);
        Assert.Null(Apply("containers: [{name: a, image: i, ports: [{containerPort: 80}]}]").Spec.Containers[0].Ports![0].HostPort);
    }

    [Theory]
    [InlineData("", """{"emptyDir":{},"name":"v"}""")]
    [InlineData(", secret: {secretName: s}", """{"name":"v","secret":{"defaultMode":420,"secretName":"s"}}""")]
    [InlineData(", configMap: {name: c, defaultMode: 0400}", """{"configMap":{"defaultMode":256,"name":"c"},"name":"v"}""")]
    [InlineData(", hostPath: {path: /a}", """{"hostPath":{"path":"/a","type":""},"name":"v"}""")]
    [InlineData(
        ", downwardAPI: {items: [{path: p, fieldRef: {fieldPath: metadata.name}}]}",
        """{"downwardAPI":{"defaultMode":420,"items":[{"fieldRef":{"apiVersion":"v1","fieldPath":"metadata.name"},"path":"p"}]},"name":"v"}""")]
    [InlineData(
        ", projected: {sources: [{serviceAccountToken: {path: t}}]}",
        """{"name":"v","projected":{"defaultMode":420,"sources":[{"serviceAccountToken":{"expirationSeconds":3600,"path":"t"}}]}}""")]
    [InlineData(
        ", ephemeral: {volumeClaimTemplate: {spec: {accessModes: [ReadWriteOnce]}}}",
        """{"ephemeral":{"volumeClaimTemplate":{"spec":{"accessModes":["ReadWriteOnce"],"volumeMode":"Filesystem"}}},"name":"v"}""")]
    [InlineData(", iscsi: {targetPortal: t, iqn: i, lun: 0}", """{"iscsi":{"iqn":"i","iscsiInterface":"default","lun":0,"targetPortal":"t"},"name":"v"}""")]
    public void Apply_Volumes_GetTheirDefaults(string source, string expected) =>
        Assert.Equal(
            expected,
            KubernetesJson.Serialize(Apply($"containers: [{{name: a, image: i}}]\nvolumes: [{{name: v{source}}}]").Spec.Volumes![0]));

    [Fact]
    public void Apply_OldServiceAccountField_FillsTheNewOne() =>
        Assert.Equal("x", Apply("serviceAccount: x\ncontainers: [{name: a, image: i}]").Spec.ServiceAccountName);

    [Fact]
    public void Apply_Twice_ChangesNothing()
    {
        var once = Apply("resources: {limits: {cpu: 2}}\ncontainers: [{name: a, image: i, env: [{name: e, valueFrom: {fieldRef: {fieldPath: metadata.name}}}]}]\nvolumes: [{name: v}]");

        Assert.Equal(once, PodDefaults.Apply(once));
        Assert.Equal("v1", once.Spec.Containers[0].Env![0].ValueFrom!.FieldRef!.ApiVersion);
    }

    private static V1Pod Apply(string spec) => PodDefaults.Apply(TestPods.Read(
        "apiVersion: v1\nkind: Pod\nmetadata: {name: web}\nspec:\n  " + spec.ReplaceLineEndings("\n  ")));
}
