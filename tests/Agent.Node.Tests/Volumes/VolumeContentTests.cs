using System.Collections.Immutable;
using System.Text;
using Agent.Kubernetes;
using Agent.Node.Cluster;
using Agent.Node.Host.Volumes;
using Agent.Node.Tests.Pods;
using Agent.Node.Volumes;

namespace Agent.Node.Tests.Volumes;

public sealed class VolumeContentTests
{
    private static readonly V1Pod Pod = PodViews.Pod() with
    {
        Metadata = new V1ObjectMeta { Name = "web", Namespace = "default", Uid = "u1", Labels = new Dictionary<string, string> { ["a"] = "b" } },
    };

    [Fact]
    public void Build_ConfigMapWithoutItems_HasAllKeysTextAndBinary()
    {
        var files = Build(new FilePart.ConfigMap("m", [], false));

        Assert.Equal(["bin=x 420", "color=blue 420", "size=1 420"], files);
    }

    [Fact]
    public void Build_Items_HaveTheirPathsAndModes()
    {
        var files = Build(new FilePart.ConfigMap("m", [Item("color", "a/b", 0x100), Item("size", "c")], false));

        Assert.Equal(["a/b=blue 256", "c=1 420"], files);
    }

    [Theory]
    [InlineData("m", "nokey", false, "references non-existent config key: nokey")]
    [InlineData("m", "nokey", true, "")]
    [InlineData("absent", "color", false, "configmap \"absent\" not found")]
    [InlineData("absent", "color", true, "")]
    public void Build_Missing_IsAnErrorUnlessOptional(string name, string key, bool isOptional, string error)
    {
        var built = VolumeContent.Build(
            Source(new FilePart.ConfigMap(name, [Item(key, "f")], isOptional)), Pod, Objects, new Dictionary<string, VolumeToken>());

        Assert.Equal(error, built.Error);
        Assert.Equal(isOptional, built.Config is { Count: 0 });
    }

    [Theory]
    [InlineData("../f")]
    [InlineData("a/../../f")]
    [InlineData("/f")]
    [InlineData("..f")]
    [InlineData("..data")]
    [InlineData("..data/f")]
    [InlineData("./..data")]
    [InlineData("")]
    [InlineData(".")]
    [InlineData("a\0b")]
    public void Build_PathThatLeavesTheVolume_IsRefused(string path)
    {
        var built = VolumeContent.Build(
            Source(new FilePart.ConfigMap("m", [Item("color", path)], false)), Pod, Objects, new Dictionary<string, VolumeToken>());

        Assert.StartsWith("invalid path", built.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void Build_KeyOfASecretThatIsAPathTrick_IsRefused()
    {
        var objects = new ClusterObjects
        {
            Data = ImmutableSortedDictionary<ObjectKey, ObjectData>.Empty.Add(
                new ObjectKey(ObjectKind.Secret, "default", "s"),
                new ObjectData(null, new V1Secret { Data = new Dictionary<string, byte[]> { ["../../etc/passwd"] = [1] } }, null)),
        };

        var built = VolumeContent.Build(Source(new FilePart.Secret("s", [], false)), Pod, objects, new Dictionary<string, VolumeToken>());

        Assert.StartsWith("invalid path", built.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void Build_Projected_MergesAllParts()
    {
        var files = Build(
            new FilePart.ConfigMap("m", [Item("color", "x")], false),
            new FilePart.DownwardApi([new V1DownwardAPIVolumeFile { Path = "labels", FieldRef = new V1ObjectFieldSelector { FieldPath = "metadata.labels" } }]),
            new FilePart.Token("token", "", 3600));

        Assert.Equal(["labels=a=\"b\" 420", "token=t0k3n 420", "x=blue 420"], files);
    }

    [Fact]
    public void Build_TokenOfAPodWithAGroup_IsNarrowAndItsUsers()
    {
        var pod = Pod with { Spec = Pod.Spec with { SecurityContext = new V1PodSecurityContext { RunAsUser = 7, FsGroup = 8 } } };

        var file = Assert.Single(Files(pod, new FilePart.Token("token", "", 3600)));

        Assert.Equal((0x180, 7), (file.Mode, file.User));
        Assert.DoesNotContain("t0k3n", file.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void Build_ResourceField_IsOfTheNamedContainer()
    {
        var selector = new V1ResourceFieldSelector { ContainerName = "c0", Resource = "limits.cpu", Divisor = Quantity.Parse("1m") };
        var pod = Pod with
        {
            Spec = Pod.Spec with
            {
                Containers =
                [
                    Pod.Spec.Containers[0] with
                    {
                        Resources = new V1ResourceRequirements { Limits = new Dictionary<string, Quantity> { ["cpu"] = Quantity.Parse("250m") } },
                    },
                ],
            },
        };

        var file = Assert.Single(Files(pod, new FilePart.DownwardApi([new V1DownwardAPIVolumeFile { Path = "cpu", ResourceFieldRef = selector }])));

        Assert.Equal("250", Encoding.UTF8.GetString(file.Content.Span));
    }

    private static readonly ClusterObjects Objects = new()
    {
        Data = ImmutableSortedDictionary<ObjectKey, ObjectData>.Empty.Add(
            new ObjectKey(ObjectKind.ConfigMap, "default", "m"),
            new ObjectData(
                new V1ConfigMap
                {
                    Data = new Dictionary<string, string> { ["color"] = "blue", ["size"] = "1" },
                    BinaryData = new Dictionary<string, byte[]> { ["bin"] = "x"u8.ToArray() },
                },
                null,
                null)),
    };

    private static IReadOnlyList<VolumeFile> Files(V1Pod pod, params FilePart[] parts)
    {
        var built = VolumeContent.Build(
            Source(parts), pod, Objects, new Dictionary<string, VolumeToken> { ["token"] = new("t0k3n", PodViews.Now, PodViews.Now.AddHours(1)) });
        Assert.Equal("", built.Error);
        return built.Config!;
    }

    private static IEnumerable<string> Build(params FilePart[] parts) =>
        Files(Pod, parts).Select(f => $"{f.Path}={Encoding.UTF8.GetString(f.Content.Span)} {f.Mode}");

    private static VolumeSource.Files Source(params FilePart[] parts) => new([.. parts], VolumeSources.DefaultMode, InMemory: false);

    private static V1KeyToPath Item(string key, string path, int? mode = null) => new() { Key = key, Path = path, Mode = mode };
}
