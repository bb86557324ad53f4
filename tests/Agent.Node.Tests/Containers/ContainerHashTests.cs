using Agent.Node.Containers;

namespace Agent.Node.Tests.Containers;

public sealed class ContainerHashTests
{
    [Fact]
    public void Compute_KnownContainer_EqualsTheKubeletsHash() =>
        Assert.Equal("8e45cbd0", ContainerHash.Compute("test_container", "foo/image:v1"));

    [Fact]
    public void Compute_OtherImage_Differs() =>
        Assert.NotEqual(ContainerHash.Compute("a", "x:1"), ContainerHash.Compute("a", "x:2"));
}
