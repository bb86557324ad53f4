using Agent.Kubernetes.Images;

namespace Agent.Kubernetes.Tests.Images;

public sealed class ImageReferenceTests
{
    private const string Digest = "sha256:0123456789012345678901234567890123456789012345678901234567890123";

    [Theory]
    [InlineData("nginx", "docker.io", "library/nginx", null, null)]
    [InlineData("nginx:1.2", "docker.io", "library/nginx", "1.2", null)]
    [InlineData("me/nginx", "docker.io", "me/nginx", null, null)]
    [InlineData("index.docker.io/nginx", "docker.io", "library/nginx", null, null)]
    [InlineData("localhost/nginx", "localhost", "nginx", null, null)]
    [InlineData("localhost:5000/a/b:c", "localhost:5000", "a/b", "c", null)]
    [InlineData("[::1]:5000/a", "[::1]:5000", "a", null, null)]
    [InlineData("registry.k8s.io/pause:3.10", "registry.k8s.io", "pause", "3.10", null)]
    [InlineData("quay.io/a/b_c__d.e-f--g@" + Digest, "quay.io", "a/b_c__d.e-f--g", null, Digest)]
    [InlineData("quay.io/a:v1@" + Digest, "quay.io", "a", "v1", Digest)]
    [InlineData("Registry/a", "Registry", "a", null, null)]
    public void TryParse_Name_GivesItsParts(string text, string registry, string repository, string? tag, string? digest)
    {
        Assert.True(ImageReference.TryParse(text, out var reference));
        Assert.Equal(new ImageReference(registry, repository, tag, digest), reference);
        Assert.Equal($"{registry}/{repository}", reference.Name);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData(" nginx")]
    [InlineData("Nginx")]
    [InlineData("a/B")]
    [InlineData("a//b")]
    [InlineData("a:")]
    [InlineData("a:b:c")]
    [InlineData("a:-b")]
    [InlineData("a@sha256:12")]
    [InlineData("a@")]
    [InlineData("-host.io/a")]
    [InlineData("http://a/b")]
    [InlineData("0123456789012345678901234567890123456789012345678901234567890123")]
    [InlineData("nginx\n")]
    public void TryParse_OtherText_IsRefused(string? text) => Assert.False(ImageReference.TryParse(text, out _));

    [Fact]
    public void TryParse_NameTooLong_IsRefused() => Assert.False(ImageReference.TryParse("a.io/" + new string('a', 255), out _));

    [Theory]
    [InlineData("nginx", true)]
    [InlineData("nginx:latest", true)]
    [InlineData("nginx:1", false)]
    [InlineData("nginx@" + Digest, false)]
    public void IsLatest_TagGivenOrImplied_IsTrue(string text, bool latest) =>
        Assert.Equal(latest, ImageReference.TryParse(text, out var reference) && reference.IsLatest);
}
