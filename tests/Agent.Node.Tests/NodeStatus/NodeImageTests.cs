using Agent.Cri.Protocol;
using Agent.Node.NodeStatus;

namespace Agent.Node.Tests.NodeStatus;

public sealed class NodeImageTests
{
    private static readonly IReadOnlyList<NodeImage> Images = NodeImage.From(
    [
        new Image { Id = "1", RepoTags = { "b:1" }, Size = 5 },
        new Image { Id = "2", RepoTags = { "big:1", "big:2", "big:3", "big:4" }, RepoDigests = { "big@sha256:1", "big@sha256:2" }, Size = 9 },
        new Image { Id = "3", RepoTags = { "a:1" }, Size = 5 },
        new Image { Id = "4", Size = 1 },
    ]);

    [Fact]
    public void From_Images_TheLargestFirstThenByName() =>
        Assert.Equal([9L, 5, 5, 1], Images.Select(i => i.SizeBytes));

    [Fact]
    public void From_ImageWithManyNames_DigestsFirstAndFiveAtMost() =>
        Assert.Equal(["big@sha256:1", "big@sha256:2", "big:1", "big:2", "big:3"], Images[0].Names);

    [Fact]
    public void From_SameSize_IsInTheOrderOfNames() => Assert.Equal(["a:1", "b:1"], Images.Skip(1).Take(2).Select(i => i.Names[0]));

    [Theory]
    [InlineData(-1, 4)]
    [InlineData(0, 0)]
    [InlineData(2, 2)]
    [InlineData(50, 4)]
    public void ForStatus_Limit_CutsTheSmallOnes(int max, int count) => Assert.Equal(count, NodeImage.ForStatus(Images, max).Count);
}
