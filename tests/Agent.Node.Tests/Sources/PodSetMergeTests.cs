using System.Collections.Immutable;
using Agent.Kubernetes;
using Agent.Node.Sources;
using Agent.Node.WellKnown;

namespace Agent.Node.Tests.Sources;

public sealed class PodSetMergeTests
{
    private static readonly DateTimeOffset Now = new(2026, 1, 31, 12, 0, 0, TimeSpan.Zero);

    [Fact]
    public void Merge_NewPod_IsAddedWithSourceAndTime()
    {
        var result = Merge(PodSetMerge.None, Pod("a"));

        var change = Assert.Single(result.Changes);
        Assert.Equal(PodChangeKind.Add, change.Kind);
        Assert.Equal("api", change.Pod.Annotation(PodAnnotations.ConfigSource));
        Assert.Equal("2026-01-31T12:00:00.000000000Z", change.Pod.Annotation(PodAnnotations.ConfigSeen));
        Assert.Same(change.Pod, result.Pods["a"]);
    }

    [Fact]
    public void Merge_MirrorReadBack_HasTheSourceThatDeliversIt()
    {
        var mirror = Annotated(Pod("a"), (PodAnnotations.ConfigSource, "file"), (PodAnnotations.ConfigMirror, "h"));

        var stored = Merge(PodSetMerge.None, mirror).Pods["a"];

        Assert.Equal(("api", "h"), (stored.Annotation(PodAnnotations.ConfigSource), stored.Annotation(PodAnnotations.ConfigMirror)));
    }

    [Fact]
    public void Merge_SamePodAgain_ChangesNothing()
    {
        var first = Merge(PodSetMerge.None, Pod("a"));

        var second = PodSetMerge.Merge("api", first.Pods, [Pod("a")], Now.AddHours(1));

        Assert.Empty(second.Changes);
        Assert.Equal("2026-01-31T12:00:00.000000000Z", second.Pods["a"].Annotation(PodAnnotations.ConfigSeen));
    }

    public static TheoryData<string, V1Pod, PodChangeKind> Edits => new()
    {
        { "spec", Pod("a") with { Spec = new V1PodSpec { ActiveDeadlineSeconds = 5 } }, PodChangeKind.Update },
        { "label", Meta(Pod("a"), m => m with { Labels = new Dictionary<string, string> { ["x"] = "y" } }), PodChangeKind.Update },
        { "annotation", Annotated(Pod("a"), ("x", "y")), PodChangeKind.Update },
        { "hash", Annotated(Pod("a"), (PodAnnotations.ConfigHash, "y")), PodChangeKind.Update },
        { "grace", Meta(Pod("a"), m => m with { DeletionGracePeriodSeconds = 5 }), PodChangeKind.Update },
        { "deletion", Meta(Pod("a"), m => m with { DeletionTimestamp = Now, DeletionGracePeriodSeconds = 5 }), PodChangeKind.Delete },
        { "status", Pod("a") with { Status = new V1PodStatus { Phase = "Running" } }, PodChangeKind.Reconcile },
    };

    [Theory]
    [MemberData(nameof(Edits))]
    public void Merge_OneDifference_TellsItsKind(string difference, V1Pod edited, PodChangeKind kind)
    {
        var result = Merge(Merge(PodSetMerge.None, Pod("a")).Pods, edited);

        var change = Assert.Single(result.Changes);
        Assert.True(change.Kind == kind, difference);
        Assert.Equal((edited.Spec, edited.Status), (change.Pod.Spec, change.Pod.Status));
        Assert.Equal("api", change.Pod.Annotation(PodAnnotations.ConfigSource));
    }

    public static TheoryData<V1Pod> NoDifference =>
    [
        Meta(Pod("a"), m => m with { ResourceVersion = "7", Generation = 3 }),
        Annotated(Pod("a"), (PodAnnotations.ConfigSeen, "x")),
        Annotated(Pod("a"), (PodAnnotations.ConfigSource, "file")),
        Annotated(Pod("a"), (PodAnnotations.ConfigMirror, "x")),
    ];

    [Theory]
    [MemberData(nameof(NoDifference))]
    public void Merge_WhatTheNodeDoesNotActOn_IsStoredWithoutAChange(V1Pod edited)
    {
        var result = Merge(Merge(PodSetMerge.None, Pod("a")).Pods, edited);

        Assert.Empty(result.Changes);
        Assert.Equal(edited.Metadata.ResourceVersion, result.Pods["a"].Metadata.ResourceVersion);
        Assert.Null(result.Pods["a"].Annotation(PodAnnotations.ConfigMirror));
    }

    [Fact]
    public void Merge_PodGone_IsRemovedAsItLastWas()
    {
        var known = Merge(PodSetMerge.None, Pod("a")).Pods;

        var result = Merge(known);

        Assert.Equal([new PodChange(PodChangeKind.Remove, known["a"])], result.Changes);
        Assert.Empty(result.Pods);
    }

    [Fact]
    public void Merge_ManyChanges_ComeInTheOrderToDeliver()
    {
        var known = Merge(PodSetMerge.None, Pod("gone"), Pod("deleted"), Pod("updated"), Pod("reported")).Pods;

        var result = Merge(
            known,
            Pod("reported") with { Status = new V1PodStatus { Phase = "Running" } },
            Meta(Pod("deleted"), m => m with { DeletionTimestamp = Now }),
            Pod("updated") with { Spec = new V1PodSpec { Priority = 1 } },
            Meta(Pod("young"), m => m with { CreationTimestamp = Now }),
            Meta(Pod("old"), m => m with { CreationTimestamp = Now.AddDays(-1) }));

        Assert.Equal(
            ["Remove gone", "Add old", "Add young", "Update updated", "Delete deleted", "Reconcile reported"],
            result.Changes.Select(c => $"{c.Kind} {c.Pod.Name()}"));
    }

    [Fact]
    public void Merge_TwoPodsOfOneName_DropsTheLater()
    {
        var twin = Meta(Pod("b"), m => m with { Name = "a" });

        var result = Merge(PodSetMerge.None, Pod("a"), twin);

        Assert.Equal(["a"], result.Pods.Keys);
        Assert.Equal(
            [new DroppedPod(twin, "another pod of the same source is named a in namespace default")],
            result.Dropped);
    }

    [Fact]
    public void Merge_TwoPodsOfOneUid_DropsTheLater()
    {
        var twin = Meta(Pod("a"), m => m with { Name = "b" });

        Assert.Equal(
            [new DroppedPod(twin, "the UID a is that of pod a_default of the same source")],
            Merge(PodSetMerge.None, Pod("a"), twin).Dropped);
    }

    [Fact]
    public void Merge_NewUidUnderAnOldName_RemovesThenAdds()
    {
        var known = Merge(PodSetMerge.None, Pod("a")).Pods;

        var result = Merge(known, Meta(Pod("b"), m => m with { Name = "a" }));

        Assert.Equal(["Remove a", "Add b"], result.Changes.Select(c => $"{c.Kind} {c.Pod.Uid()}"));
    }

    private static PodSetMergeResult Merge(ImmutableSortedDictionary<string, V1Pod> known, params V1Pod[] pods) =>
        PodSetMerge.Merge("api", known, pods, Now);

    private static V1Pod Pod(string name) => new() { Metadata = new V1ObjectMeta { Name = name, Namespace = "default", Uid = name } };

    private static V1Pod Meta(V1Pod pod, Func<V1ObjectMeta, V1ObjectMeta> change) => pod with { Metadata = change(pod.Metadata) };

    private static V1Pod Annotated(V1Pod pod, params (string Key, string Value)[] annotations) =>
        Meta(pod, m => m with { Annotations = annotations.ToDictionary(a => a.Key, a => a.Value) });
}
