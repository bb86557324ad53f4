using Agent.Kubernetes;
using Agent.Node.Sources;
using Agent.Node.WellKnown;

namespace Agent.Node.Tests.Sources;

public sealed class PodOriginsTests
{
    [Theory]
    [InlineData(null, null, null, false, false, false)]
    [InlineData("api", null, null, false, false, false)]
    [InlineData("file", null, null, true, false, true)]
    [InlineData("http", null, null, true, false, true)]
    [InlineData("api", "hash", null, false, true, true)]
    [InlineData("api", "", null, false, true, true)]
    [InlineData("api", null, 1_999_999_999, false, false, false)]
    [InlineData("api", null, 2_000_000_000, false, false, true)]
    public void Origins_OfEachSort_AreTold(string? source, string? mirror, int? priority, bool isStatic, bool isMirror, bool isCritical)
    {
        var pod = Pod(source, mirror) with { Spec = new V1PodSpec { Priority = priority } };

        Assert.Equal((isStatic, isMirror, isCritical), (pod.IsStatic(), pod.IsMirror(), pod.IsCritical()));
    }

    [Theory]
    [InlineData("system-node-critical", 2_000_001_000, true)]
    [InlineData("system-cluster-critical", 2_000_000_000, false)]
    [InlineData("system-node-critical", 0, false)]
    public void IsNodeCritical_OnlyCriticalPodsOfTheClass(string priorityClass, int priority, bool expected) =>
        Assert.Equal(
            expected,
            (Pod("api", null) with { Spec = new V1PodSpec { PriorityClassName = priorityClass, Priority = priority } }).IsNodeCritical());

    [Fact]
    public void Names_OfAPod_AreThoseTheKubeletWrites()
    {
        var pod = Pod(null, null);

        Assert.Equal(("web_default", "web_default(u1)"), (pod.FullName(), pod.HumanName()));
    }

    [Fact]
    public void IsMirrorOf_SameHash_IsTrue()
    {
        var pod = Pod("file", null);
        pod = pod with { Metadata = pod.Metadata with { Annotations = new Dictionary<string, string> { [PodAnnotations.ConfigHash] = "h" } } };

        Assert.True(Pod("api", "h").IsMirrorOf(pod));
        Assert.False(Pod("api", "other").IsMirrorOf(pod));
        Assert.False(Pod("api", null).IsMirrorOf(new V1Pod()));
    }

    private static V1Pod Pod(string? source, string? mirror)
    {
        var annotations = new Dictionary<string, string>();
        if (source is not null)
        {
            annotations[PodAnnotations.ConfigSource] = source;
        }

        if (mirror is not null)
        {
            annotations[PodAnnotations.ConfigMirror] = mirror;
        }

        return new V1Pod { Metadata = new V1ObjectMeta { Name = "web", Namespace = "default", Uid = "u1", Annotations = annotations } };
    }
}
