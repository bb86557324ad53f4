using Agent.Kubernetes;
using Agent.Kubernetes.Api;

namespace Agent.Node.Tests.Actors;

/// <summary>Pods that name a RuntimeClass.</summary>
public sealed class RuntimeClassSpec : ApiNodeSpec
{
    [Fact]
    public void RuntimeClass_Exists_PodRunsWithItsHandler()
    {
        Create("vm", "kata");

        CreatePod("web", change: pod => pod with { Spec = pod.Spec with { RuntimeClassName = "vm" } });

        ExpectWithin(TimeSpan.FromSeconds(20), () => IsReady("web"));
        Assert.Equal("kata", Assert.Single(Node.Runtime.Sandboxes).RuntimeHandler);
    }

    [Fact]
    public void RuntimeClass_Missing_IsSaidAndTriedAgain()
    {
        CreatePod("web", change: pod => pod with { Spec = pod.Spec with { RuntimeClassName = "later" } });
        ExpectWithin(
            TimeSpan.FromSeconds(20),
            () => Events.Any(e => e.Reason == "FailedCreatePodSandBox" && e.Message!.Contains("RuntimeClass \"later\" not found", StringComparison.Ordinal)));
        Assert.Empty(Node.Runtime.Sandboxes);

        Create("later", "runc");

        ExpectWithin(TimeSpan.FromSeconds(30), () => IsReady("web"));
    }

    private void Create(string name, string handler) => Assert.True(Send(ApiRequests.Create(
        KubernetesResources.RuntimeClasses,
        null,
        new V1RuntimeClass
        {
            ApiVersion = V1RuntimeClass.KubeApiVersion,
            Kind = V1RuntimeClass.KubeKind,
            Metadata = new V1ObjectMeta { Name = name },
            Handler = handler,
        })).IsSuccess);
}
