namespace Agent.Kubernetes.Tests.Schema;

public sealed class ApiTypeTests
{
    [Fact]
    public void Of_PodSpec_HasPatchAndListKeys()
    {
        var spec = ApiType.Of<V1PodSpec>();

        var containers = spec.Fields["containers"];
        Assert.Equal("core.v1.PodSpec", spec.Name);
        Assert.Equal(("core.v1.Container", ApiShape.List, true, true, false, "name", "map"), (
            containers.Element, containers.Shape, containers.Required, containers.Merges, containers.RetainsKeys,
            containers.PatchMergeKey, containers.ListType));
        Assert.True(spec.Fields["volumes"].RetainsKeys);
        Assert.Equal(["topologyKey", "whenUnsatisfiable"], spec.Fields["topologySpreadConstraints"].ListMapKeys);
        Assert.Equal((ApiShape.Map, "string", false), (
            spec.Fields["nodeSelector"].Shape, spec.Fields["nodeSelector"].Element, spec.Fields["nodeSelector"].IsObject));
        Assert.Equal("atomic", ApiType.Of<V1PodStatus>().Fields["hostIPs"].ListType);
    }

    [Fact]
    public void Get_UnknownType_IsRefused() => Assert.Throws<ArgumentException>(() => ApiType.Get("core.v1.Nothing"));

    [Fact]
    public void Of_ClassThatIsNoModel_IsRefused() => Assert.Throws<ArgumentException>(() => ApiType.Of<string>());
}
