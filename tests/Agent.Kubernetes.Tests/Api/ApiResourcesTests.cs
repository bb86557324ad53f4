using Agent.Kubernetes.Api;

namespace Agent.Kubernetes.Tests.Api;

public sealed class ApiResourcesTests
{
    [Theory]
    [InlineData("po", "v1", "pods")]
    [InlineData("Pod", "v1", "pods")]
    [InlineData("nodes", "v1", "nodes")]
    [InlineData("no", "v1", "nodes")]
    [InlineData("svc", "v1", "services")]
    [InlineData("cm", "v1", "configmaps")]
    [InlineData("ns", "v1", "namespaces")]
    [InlineData("sa", "v1", "serviceaccounts")]
    [InlineData("pv", "v1", "persistentvolumes")]
    [InlineData("pvc", "v1", "persistentvolumeclaims")]
    [InlineData("ev", "v1", "events")]
    [InlineData("events.events.k8s.io", "events.k8s.io/v1", "events")]
    [InlineData("ep", "v1", "endpoints")]
    [InlineData("quota", "v1", "resourcequotas")]
    [InlineData("limits", "v1", "limitranges")]
    [InlineData("deploy", "apps/v1", "deployments")]
    [InlineData("deployment.apps", "apps/v1", "deployments")]
    [InlineData("rs", "apps/v1", "replicasets")]
    [InlineData("ds", "apps/v1", "daemonsets")]
    [InlineData("sts", "apps/v1", "statefulsets")]
    [InlineData("cj", "batch/v1", "cronjobs")]
    [InlineData("hpa", "autoscaling/v1", "horizontalpodautoscalers")]
    [InlineData("pdb", "policy/v1", "poddisruptionbudgets")]
    [InlineData("pc", "scheduling.k8s.io/v1", "priorityclasses")]
    [InlineData("csr", "certificates.k8s.io/v1", "certificatesigningrequests")]
    [InlineData("ing", "networking.k8s.io/v1", "ingresses")]
    [InlineData("netpol", "networking.k8s.io/v1", "networkpolicies")]
    [InlineData("crd", "apiextensions.k8s.io/v1", "customresourcedefinitions")]
    [InlineData("sc", "storage.k8s.io/v1", "storageclasses")]
    [InlineData("resourceclaims", "resource.k8s.io/v1", "resourceclaims")]
    public void Named_AnyNameOfAResource_FindsIt(string name, string apiVersion, string plural)
    {
        var resource = ApiResources.Named(name)!.Resource;

        Assert.Equal((apiVersion, plural), (resource.ApiVersion, resource.Plural));
    }

    [Fact]
    public void Named_NoResource_IsNull() => Assert.Null(ApiResources.Named("gadgets"));

    [Fact]
    public void Find_Pods_HasVerbsSubresourcesAndSchema()
    {
        var pods = ApiResources.Find("", "v1", "pods")!;

        Assert.Equal(KubernetesResources.Pods, pods.Resource);
        Assert.Equal(("pod", "core.v1.Pod"), (pods.Singular, pods.Schema));
        Assert.Equal("all", Assert.Single(pods.Categories));
        Assert.Equal("create,delete,deletecollection,get,list,patch,update,watch", string.Join(',', pods.Verbs));
        Assert.Equal(
            "attach,binding,ephemeralcontainers,eviction,exec,log,portforward,proxy,resize,status",
            string.Join(',', pods.Subresources));
        var eviction = pods.Subresource("eviction")!;
        Assert.Equal(("policy/v1", "Eviction"), (eviction.ApiVersion, eviction.Kind));
        Assert.Equal("create", Assert.Single(eviction.Verbs));
        Assert.Equal("create,get", string.Join(',', pods.Subresource("exec")!.Verbs));
        Assert.Equal("get,patch,update", string.Join(',', pods.Subresource("status")!.Verbs));
    }

    [Fact]
    public void OfKind_AgentsResources_AreInTheTable()
    {
        var properties = typeof(KubernetesResources).GetProperties().Select(p => (ApiResource)p.GetValue(null)!).ToList();

        Assert.NotEmpty(properties);
        Assert.All(properties, r =>
        {
            Assert.Equal(r, ApiResources.Of(r)?.Resource);
            Assert.Equal(r, ApiResources.OfKind(r.ApiVersion, r.Kind)?.Resource);
            Assert.NotNull(ApiResources.Of(r)!.Schema);
        });
    }

    [Fact]
    public void All_Schemas_AreOfTheKind() => Assert.All(
        ApiResources.All.Where(r => r.Schema is not null),
        r => Assert.EndsWith("." + r.Resource.Kind, ApiType.Get(r.Schema!).Name, StringComparison.Ordinal));

    [Theory]
    [InlineData("v1\tpods", "api-resources.tsv:2: 2 columns, 7 expected")]
    [InlineData("v1\tpods\tPod\tyes\tget\t\t", "api-resources.tsv:2: kind must be group/version and kind, not 'Pod'")]
    public void Parse_BadLine_NamesPlaceAndReason(string line, string message)
    {
        const string header = "group/version\tresource\tkind\tnamespaced\tactions\tshort names\tcategories";

        Assert.Equal(message, Assert.Throws<FormatException>(() => ApiResourceTable.Parse([header, line])).Message);
    }
}
