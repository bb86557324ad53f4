using Agent.Kubernetes;
using Agent.Node.Status;
using Agent.Node.WellKnown;

namespace Agent.Node.Tests.Status;

public sealed class MirrorPodsTests
{
    private static readonly MirrorNode Node = new("node-1", "node-uid", false);

    [Theory]
    [InlineData("h1", false, null, "h1", false, MirrorStep.None)]
    [InlineData("h1", false, null, "h0", false, MirrorStep.Delete)]
    [InlineData("h1", false, null, "h1", true, MirrorStep.Delete)]
    [InlineData("h1", false, "node", null, false, MirrorStep.Create)]
    [InlineData("h1", false, null, null, false, MirrorStep.None)]
    [InlineData("h1", true, "node", null, false, MirrorStep.None)]
    [InlineData("h1", true, null, "h1", true, MirrorStep.None)]
    [InlineData(null, false, null, "h1", false, MirrorStep.Delete)]
    [InlineData(null, false, "node", null, false, MirrorStep.None)]
    internal void Next_EachCase_TakesTheStep(
        string? hash, bool isEnding, string? node, string? mirrorHash, bool isDeleted, MirrorStep step)
    {
        var pod = hash is null ? null : Pod(hash);
        var mirror = mirrorHash is null ? null : Mirror(mirrorHash, isDeleted);

        Assert.Equal(step, MirrorPods.Next(new MirrorWanted("web_default", pod, isEnding), mirror, node is null ? null : Node, true));
    }

    [Fact]
    public void Next_NodeIsBeingDeleted_CreatesNothing() =>
        Assert.Equal(MirrorStep.None, MirrorPods.Next(new MirrorWanted("web_default", Pod("h1"), false), null, Node with { IsDeleted = true }, true));

    [Fact]
    public void Next_SourcesNotReady_LeavesWhatMayNotBeAnOrphan() =>
        Assert.Equal(MirrorStep.None, MirrorPods.Next(new MirrorWanted("web_default", null, false), Mirror("h1", false), Node, false));

    [Fact]
    public void Create_IsThePodMarkedAndOwnedByTheNode()
    {
        var mirror = MirrorPods.Create(Pod("h1"), Node);

        Assert.Equal(("h1", "h1"), (mirror.Annotation(PodAnnotations.ConfigMirror), mirror.Annotation(PodAnnotations.ConfigHash)));
        Assert.Equal("file", mirror.Annotation(PodAnnotations.ConfigSource));
        Assert.Null(mirror.Metadata.Uid);
        Assert.Equal(
            new V1OwnerReference { ApiVersion = "v1", Kind = "Node", Name = "node-1", Uid = "node-uid", Controller = true },
            Assert.Single(mirror.Metadata.OwnerReferences!));
    }

    internal static V1Pod Pod(string hash) => new()
    {
        Metadata = new V1ObjectMeta
        {
            Name = "web",
            Namespace = "default",
            Uid = hash,
            Annotations = new Dictionary<string, string>
            {
                [PodAnnotations.ConfigSource] = PodSourceNames.File,
                [PodAnnotations.ConfigHash] = hash,
            },
        },
        Spec = new V1PodSpec { Containers = [new V1Container { Name = "c" }] },
    };

    internal static V1Pod Mirror(string hash, bool isDeleted, string uid = "m1") => Pod(hash) with
    {
        Metadata = Pod(hash).Metadata with
        {
            Uid = uid,
            DeletionTimestamp = isDeleted ? Statuses.Now : null,
            Annotations = new Dictionary<string, string>
            {
                [PodAnnotations.ConfigSource] = PodSourceNames.Api,
                [PodAnnotations.ConfigHash] = hash,
                [PodAnnotations.ConfigMirror] = hash,
            },
        },
    };
}
