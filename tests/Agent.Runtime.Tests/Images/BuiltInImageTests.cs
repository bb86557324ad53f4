using Agent.Runtime.Images;

namespace Agent.Runtime.Tests.Images;

public class BuiltInImageTests
{
    [Theory]
    [InlineData("agent.local/host", "agent.local/host")]
    [InlineData("agent.local/host:latest", "agent.local/host")]
    [InlineData("agent.local/testserver:v1.2_x-3", "agent.local/testserver")]
    [InlineData("agent.local/testserver:", null)]
    [InlineData("agent.local/testserver:.x", null)]
    [InlineData("agent.local/testserver:a b", null)]
    [InlineData("agent.local/testserver2", null)]
    [InlineData("agent.local/host@sha256:0000", null)]
    [InlineData("docker.io/agent.local/host", null)]
    [InlineData("nginx", null)]
    [InlineData("", null)]
    public void Find_Reference_IsTheImageOrNone(string reference, string? repository) =>
        Assert.Equal(repository, BuiltInImage.Find(reference)?.Repository);

    [Fact]
    public void Find_IdAndDigests_AreTheImage()
    {
        var image = BuiltInImage.TestServer;

        Assert.All([image.Id, image.Digest, image.DefaultTag, $"{image.Repository}:v1@{image.Id}"], name => Assert.Same(image, BuiltInImage.Find(name)));
        Assert.Null(BuiltInImage.Find($"{image.Repository}:v1@{BuiltInImage.Host.Id}"));
        Assert.Matches("^sha256:[0-9a-f]{64}$", image.Id);
    }
}
