using Agent.Kubernetes;
using Agent.Node.Sources;
using Agent.Node.WellKnown;

namespace Agent.Node.Tests.Sources;

public sealed class StaticPodTests
{
    private static readonly V1Pod Web = new()
    {
        Metadata = new V1ObjectMeta { Name = "web" },
        Spec = new V1PodSpec { Containers = [new V1Container { Name = "app", Image = "nginx" }] },
    };

    [Fact]
    public void Normalize_FilePod_BecomesAPodOfTheNode()
    {
        var pod = Normalize(Web);

        Assert.Equal(("web-node-1", "default", "Node-1", "Pending"), (pod.Name(), pod.Namespace(), pod.Spec.NodeName, pod.Status.Phase));
        Assert.Matches("^[0-9a-f]{32}$", pod.Uid());
        Assert.Equal(pod.Uid(), pod.Annotation(PodAnnotations.ConfigHash));
        Assert.Equal([new V1Toleration { Operator = "Exists", Effect = "NoExecute" }], pod.Spec.Tolerations!);
    }

    [Fact]
    public void Normalize_HttpPod_GetsNoToleration()
    {
        var pod = StaticPod.Normalize(Web, "Node-1", PodSourceNames.Http, "http://x/").Pod;

        Assert.Null(pod!.Spec.Tolerations);
        Assert.NotEqual(Normalize(Web).Uid(), pod.Uid());
    }

    [Fact]
    public void Normalize_TolerationThere_IsNotAddedAgain()
    {
        var all = new V1Toleration { Operator = "Exists", Effect = "NoExecute" };

        Assert.Single(Normalize(Web with { Spec = Web.Spec with { Tolerations = [all] } }).Spec.Tolerations!);
    }

    [Fact]
    public void Normalize_UidAndNamespaceInTheManifest_Stay()
    {
        var pod = Normalize(Web with { Metadata = Web.Metadata with { Uid = "mine", Namespace = "kube-system" } });

        Assert.Equal(("mine", "kube-system", "mine"), (pod.Uid(), pod.Namespace(), pod.Annotation(PodAnnotations.ConfigHash)));
    }

    [Fact]
    public void Normalize_AnyEdit_GivesAnotherUid()
    {
        var edited = Web with { Spec = Web.Spec with { TerminationGracePeriodSeconds = 5 } };

        Assert.NotEqual(Normalize(Web).Uid(), Normalize(edited).Uid());
        Assert.Equal(Normalize(Web).Uid(), Normalize(Web).Uid());
        Assert.NotEqual(
            Normalize(Web).Uid(), StaticPod.Normalize(Web, "Node-1", PodSourceNames.File, "/etc/other.yaml").Pod!.Uid());
    }

    [Fact]
    public void Normalize_NoName_IsRefused() =>
        Assert.Equal(
            "metadata.name: Required value: a static pod must have a name",
            Assert.Single(StaticPod.Normalize(new V1Pod(), "n", PodSourceNames.File, "/x").Errors).ToString());

    [Fact]
    public void Normalize_ApiSource_Throws() =>
        Assert.Throws<ArgumentException>(() => StaticPod.Normalize(Web, "n", PodSourceNames.Api, "/x"));

    private static V1Pod Normalize(V1Pod pod) => StaticPod.Normalize(pod, "Node-1", PodSourceNames.File, "/etc/web.yaml").Pod!;
}
