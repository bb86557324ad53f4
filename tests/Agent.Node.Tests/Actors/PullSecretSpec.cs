using System.Text;
using Agent.Kubernetes;
using Agent.Kubernetes.Api;
using Agent.Simulation.Runtime;

namespace Agent.Node.Tests.Actors;

/// <summary>A pull secret that comes late.</summary>
public sealed class PullSecretSpec : ApiNodeSpec
{
    [Fact]
    public void Secret_CreatedWhileThePullBacksOff_IsUsedAtOnce()
    {
        Node.Runtime.Registry["registry.example/app:v1"] = new RegistryImage { PullUser = "alice" };
        CreatePod("web", "registry.example/app:v1", pod => pod with
        {
            Spec = pod.Spec with { ImagePullSecrets = [new V1LocalObjectReference { Name = "late" }] },
        });
        ExpectWithin(
            TimeSpan.FromMinutes(5), () => Pod("web")!.Status.ContainerStatuses is [{ State.Waiting.Reason: "ImagePullBackOff" }]);
        Time.Advance(TimeSpan.FromMinutes(4));
        Assert.Empty(Starts);

        Assert.True(Send(ApiRequests.Create(KubernetesResources.Secrets, "default", new V1Secret
        {
            ApiVersion = "v1",
            Kind = "Secret",
            Metadata = new V1ObjectMeta { Name = "late", Namespace = "default" },
            Type = "kubernetes.io/dockerconfigjson",
            Data = new Dictionary<string, byte[]>
            {
                [".dockerconfigjson"] = Encoding.UTF8.GetBytes("""{"auths":{"registry.example":{"username":"alice","password":"p"}}}"""),
            },
        })).IsSuccess);

        ExpectWithin(TimeSpan.FromSeconds(5), () => Starts.Any());
    }
}
