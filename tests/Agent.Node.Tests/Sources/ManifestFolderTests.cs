using System.Collections.Immutable;
using System.Text;
using Agent.Node.Host;
using Agent.Node.Sources;

namespace Agent.Node.Tests.Sources;

public sealed class ManifestFolderTests
{
    private const string Good = "apiVersion: v1\nkind: Pod\nmetadata: {name: web}\nspec: {containers: [{name: c, image: busybox}]}\n";
    private static readonly ImmutableSortedDictionary<string, ManifestEntry> Nothing = ImmutableSortedDictionary<string, ManifestEntry>.Empty;

    [Fact]
    public void Read_GoodManifest_GivesTheStaticPod()
    {
        var entry = Assert.Single(ManifestFolder.Read(Nothing, [File("a.yaml", Good)], "node1")).Value;

        Assert.Equal("", entry.Problem);
        Assert.Equal("web-node1", entry.Pod?.Metadata.Name);
    }

    [Fact]
    public void Read_BrokenAfterGood_KeepsTheLastGoodVersionAndSaysWhy()
    {
        var before = ManifestFolder.Read(Nothing, [File("a.yaml", Good)], "n");

        var after = ManifestFolder.Read(before, [File("a.yaml", "spec: [")], "n");

        Assert.Equal(before["a.yaml"].Pod, after["a.yaml"].Pod);
        Assert.Contains("a.yaml", after["a.yaml"].Problem, StringComparison.Ordinal);
    }

    [Fact]
    public void Read_UnreadableAfterGood_KeepsTheLastGoodVersion()
    {
        var before = ManifestFolder.Read(Nothing, [File("a.yaml", Good)], "n");

        var after = ManifestFolder.Read(before, [new HostFile("a.yaml", default, "Permission denied")], "n");

        Assert.NotNull(after["a.yaml"].Pod);
        Assert.Contains("Permission denied", after["a.yaml"].Problem, StringComparison.Ordinal);
    }

    [Fact]
    public void Read_BrokenFromTheStart_HasNoPod() =>
        Assert.Null(ManifestFolder.Read(Nothing, [File("a.yaml", "kind: Pod\nspec: {containers: []}")], "n")["a.yaml"].Pod);

    [Fact]
    public void Read_FileGone_TakesItsPodWithIt() =>
        Assert.Empty(ManifestFolder.Read(ManifestFolder.Read(Nothing, [File("a.yaml", Good)], "n"), [], "n"));

    [Fact]
    public void Read_Unchanged_IsNotReadAgain()
    {
        var before = ManifestFolder.Read(Nothing, [File("a.yaml", Good)], "n");

        Assert.Same(before["a.yaml"], ManifestFolder.Read(before, [File("a.yaml", Good)], "n")["a.yaml"]);
    }

    [Fact]
    public void Read_OneBadFile_LeavesTheOthers()
    {
        var entries = ManifestFolder.Read(Nothing, [File("a.yaml", "}"), File("b.yaml", Good)], "n");

        Assert.Null(entries["a.yaml"].Pod);
        Assert.NotNull(entries["b.yaml"].Pod);
    }

    private static HostFile File(string path, string text) => new(path, Encoding.UTF8.GetBytes(text));
}
