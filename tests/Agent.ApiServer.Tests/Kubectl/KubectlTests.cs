namespace Agent.ApiServer.Tests.Kubectl;

public sealed class KubectlTests(KubectlFixture cluster) : IClassFixture<KubectlFixture>
{
    private const string Deployment = """
        apiVersion: apps/v1
        kind: Deployment
        metadata:
          name: web
          namespace: NAMESPACE
        spec:
          replicas: 2
          selector:
            matchLabels: {app: web}
          template:
            metadata:
              labels: {app: web}
            spec:
              containers:
              - name: c
                image: IMAGE
        """;

    private readonly Kubectl _kubectl = cluster.Kubectl;

    [KubectlFact]
    public async Task Kubectl_Get_PrintsTables()
    {
        var nodes = await _kubectl.Run("get nodes -o wide");
        Assert.StartsWith("NAME", nodes, StringComparison.Ordinal);
        Assert.Contains("INTERNAL-IP", nodes, StringComparison.Ordinal);
        Assert.Matches("n1 +Ready", nodes);
        Assert.Matches("kubernetes +ClusterIP +10.96.0.1 +<none> +443/TCP", await _kubectl.Run("get svc"));
        Assert.Contains("v1.36.2", await _kubectl.Run("version"), StringComparison.Ordinal);
        Assert.Contains("deployments", await _kubectl.Run("api-resources"), StringComparison.Ordinal);
        Assert.Equal("yes", (await _kubectl.Run("auth can-i get pods")).Trim());
        Assert.Contains("admin", await _kubectl.Run("auth whoami"), StringComparison.Ordinal);
    }

    [KubectlFact]
    public async Task Kubectl_Deployment_LivesItsLife()
    {
        await _kubectl.Run("create namespace life");
        await _kubectl.Run("apply -f -", Text("life", "i:1"));
        await _kubectl.Run("-n life rollout status deployment/web --timeout=60s");
        await _kubectl.Run("-n life wait --for=condition=Ready pod -l app=web --timeout=60s");
        Assert.Matches("web +2/2 +2 +2", await _kubectl.Run("-n life get deploy"));
        Assert.Matches("web-[a-z0-9-]+ +1/1 +Running +0", await _kubectl.Run("-n life get pods"));

        await _kubectl.Run("apply -f -", Text("life", "i:2"));
        await _kubectl.Run("-n life rollout status deployment/web --timeout=60s");
        Assert.Equal("i:2 i:2", await _kubectl.Run("-n life get pods -l app=web -o 'jsonpath={.items[*].spec.containers[0].image}'"));
        await _kubectl.Run("-n life scale deployment/web --replicas=3");
        await _kubectl.Run("-n life wait deployment/web --for=jsonpath={.status.readyReplicas}=3 --timeout=60s");
        await _kubectl.Run("-n life rollout undo deployment/web");
        await _kubectl.Run("-n life rollout status deployment/web --timeout=60s");
        await _kubectl.Run("-n life set image deployment/web c=i:3");
        await _kubectl.Run("-n life rollout restart deployment/web");
        var described = await _kubectl.Run("-n life describe deployment web");
        Assert.Contains("ScalingReplicaSet", described, StringComparison.Ordinal);
        Assert.Contains("SuccessfulCreate", await _kubectl.Run("-n life get events"), StringComparison.Ordinal);
        await _kubectl.Run("-n life delete deployment web --timeout=60s");
        await _kubectl.Run("delete namespace life --timeout=60s");
    }

    [KubectlFact]
    public async Task Kubectl_ConfigMap_IsChanged()
    {
        await _kubectl.Run("create configmap settings --from-literal=a=1");
        await _kubectl.Run("label configmap settings team=x");
        await _kubectl.Run("annotate configmap settings note=words");
        await _kubectl.Run("patch configmap settings --type=merge -p '{\"data\":{\"b\":\"2\"}}'");
        await _kubectl.Run("patch configmap settings --type=json -p '[{\"op\":\"remove\",\"path\":\"/data/a\"}]'");
        Assert.Equal("""{"b":"2"}""", await _kubectl.Run("get configmap settings -o 'jsonpath={.data}'"));
        Assert.Matches("settings +1 ", await _kubectl.Run("get configmap -l team=x"));
        await _kubectl.Run("delete configmap settings");
        var (code, _, error) = await _kubectl.Try("get configmap settings");
        Assert.Equal(1, code);
        Assert.Contains("configmaps \"settings\" not found", error, StringComparison.Ordinal);
    }

    [KubectlFact]
    public async Task Kubectl_WhatItMakesItself_IsUnderstood()
    {
        await _kubectl.Run("create namespace made");
        await _kubectl.Run("-n made create deployment web --image=i:1 --replicas=2 --port=80");
        await _kubectl.Run("-n made create serviceaccount robot");
        await _kubectl.Run("-n made create secret generic key --from-literal=a=b");
        await _kubectl.Run("-n made create job once --image=i:1");
        await _kubectl.Run("-n made create role reader --verb=get --resource=pods");
        await _kubectl.Run("-n made create poddisruptionbudget pdb --min-available=1 --selector=app=web");
        await _kubectl.Run("-n made expose deployment web --port=80");
        await _kubectl.Run("-n made rollout status deployment/web --timeout=60s");
        Assert.Equal("2 80 10.96", (await _kubectl.Run(
            "-n made get deploy/web svc/web -o 'jsonpath={.items[0].spec.replicas} {.items[1].spec.ports[0].targetPort} {.items[1].spec.clusterIP}'"))[..10]);
        Assert.Equal("Yg==", await _kubectl.Run("-n made get secret key -o 'jsonpath={.data.a}'"));
        Assert.Matches("once +Running +0/1", await _kubectl.Run("-n made get jobs"));
        Assert.Contains("pod/web-", await _kubectl.Run("-n made get all -o name"), StringComparison.Ordinal);
        await _kubectl.Run("delete namespace made --timeout=60s");
    }

    [KubectlFact]
    public async Task Kubectl_Explain_KnowsFields() =>
        Assert.Contains("replicas", await _kubectl.Run("explain deployment.spec"), StringComparison.Ordinal);

    [KubectlFact]
    public async Task Kubectl_ServerSideApplyAndReplace_Write()
    {
        const string Map = "apiVersion: v1\nkind: ConfigMap\nmetadata: {name: applied}\ndata: {a: VALUE}\n";
        await _kubectl.Run("apply --server-side -f -", Map.Replace("VALUE", "'1'", StringComparison.Ordinal));
        await _kubectl.Run("apply --server-side -f -", Map.Replace("VALUE", "'2'", StringComparison.Ordinal));
        Assert.Equal("2", await _kubectl.Run("get configmap applied -o 'jsonpath={.data.a}'"));
        await _kubectl.Run("replace -f -", Map.Replace("VALUE", "'3'", StringComparison.Ordinal));
        Assert.Equal("3", await _kubectl.Run("get configmap applied -o 'jsonpath={.data.a}'"));
        await _kubectl.Run("delete configmap applied");
    }

    [KubectlFact]
    public async Task Kubectl_UnknownField_IsRefused()
    {
        var (code, _, error) = await _kubectl.Try("create -f -", Text("default", "i").Replace("replicas", "replicsa", StringComparison.Ordinal));

        Assert.Equal(1, code);
        Assert.Contains("unknown field \"spec.replicsa\"", error, StringComparison.Ordinal);
    }

    [KubectlFact]
    public async Task Kubectl_Drain_EmptiesNode()
    {
        await _kubectl.Run("create namespace drained");
        await _kubectl.Run("apply -f -", Text("drained", "i"));
        await _kubectl.Run("-n drained rollout status deployment/web --timeout=60s");
        await _kubectl.Run("cordon n2");
        Assert.Matches("n2 +Ready,SchedulingDisabled", await _kubectl.Run("get nodes"));
        await _kubectl.Run("drain n2 --ignore-daemonsets --force --timeout=60s --pod-selector=app=web");
        await _kubectl.Run("-n drained rollout status deployment/web --timeout=60s");
        Assert.Equal("n1 n1", await _kubectl.Run("-n drained get pods -o 'jsonpath={.items[*].spec.nodeName}'"));
        await _kubectl.Run("uncordon n2");
        await _kubectl.Run("delete namespace drained --timeout=60s");
    }

    [KubectlFact]
    public async Task Kubectl_Pod_IsRunDescribedAndDeleted()
    {
        await _kubectl.Run("run one --image=i:1 --restart=Never --overrides='{\"spec\":{\"containers\":[{\"name\":\"c\",\"image\":\"i:1\"}]}}'");
        await _kubectl.Run("wait pod/one --for=condition=Ready --timeout=60s");
        var described = await _kubectl.Run("describe pod one");
        Assert.Contains("Successfully assigned default/one", described, StringComparison.Ordinal);
        Assert.Contains("kube-api-access-", described, StringComparison.Ordinal);
        await _kubectl.Run("describe node n1");
        await _kubectl.Run("delete pod one --timeout=60s");
        Assert.NotEmpty(await _kubectl.Run("create token default"));
    }

    private static string Text(string space, string image) =>
        Deployment.Replace("NAMESPACE", space, StringComparison.Ordinal).Replace("IMAGE", image, StringComparison.Ordinal);
}
