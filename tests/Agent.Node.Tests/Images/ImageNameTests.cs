using Agent.Node.Images;

namespace Agent.Node.Tests.Images;

public sealed class ImageNameTests
{
    [Theory]
    [InlineData("busybox", "busybox:latest", "Always")]
    [InlineData("busybox:latest", "busybox:latest", "Always")]
    [InlineData("busybox:1.36", "busybox:1.36", "IfNotPresent")]
    [InlineData("registry.example:5000/team/app", "registry.example:5000/team/app:latest", "Always")]
    [InlineData("registry.example:5000/team/app:v1", "registry.example:5000/team/app:v1", "IfNotPresent")]
    [InlineData("agent.local/testserver", "agent.local/testserver:latest", "Always")]
    public void Parse_Name_AddsLatestAndKnowsThePolicy(string image, string text, string policy) =>
        Assert.Equal(new ImageName(text, policy), ImageName.Parse(image));

    [Fact]
    public void Parse_Digest_IsKeptAsItIs()
    {
        var image = "busybox@sha256:" + new string('a', 64);
        Assert.Equal(new ImageName(image, "IfNotPresent"), ImageName.Parse(image));
    }

    [Theory]
    [InlineData("")]
    [InlineData("Busybox")]
    [InlineData("a b")]
    [InlineData("-busybox")]
    [InlineData("busybox:")]
    [InlineData("busybox@sha256:abc")]
    [InlineData("http://busybox")]
    public void Parse_NotAName_IsNull(string image) => Assert.Null(ImageName.Parse(image));
}
