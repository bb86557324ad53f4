using Agent.Kubernetes.Resources;

namespace Agent.Kubernetes.Tests.Resources;

public sealed class ResourceAmountsTests
{
    [Theory]
    [InlineData("[1, 2]", "", "3")]
    [InlineData("[1]", "5", "5")]
    [InlineData("[1]", "s1", "2")]
    [InlineData("[1]", "s1 5", "6")]
    [InlineData("[1]", "5 s1", "5")]
    [InlineData("[1]", "5 s1 s2 4", "7")]
    [InlineData("[10]", "5 s1", "11")]
    public void OfContainers_InitAndSidecars_CountWhileTheyRun(string regular, string init, string cpu)
    {
        var spec = new V1PodSpec
        {
            Containers = [.. regular.Trim('[', ']').Split(", ").Select(c => Container(c, sidecar: false))],
            InitContainers =
            [
                .. init.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(c => Container(c.TrimStart('s'), c.StartsWith('s'))),
            ],
        };

        Assert.Equal(cpu, ResourceAmounts.OfContainers(spec, c => c.Resources?.Requests)["cpu"].ToString());
    }

    [Fact]
    public void FillFrom_Defaults_AreOnlyWhatIsMissing()
    {
        var result = ResourceAmounts.FillFrom(
            new Dictionary<string, Quantity> { ["b"] = Quantity.Parse("1") },
            new Dictionary<string, Quantity> { ["b"] = Quantity.Parse("2"), ["a"] = Quantity.Parse("3") });

        Assert.Equal(["a 3", "b 1"], result.Select(r => $"{r.Key} {r.Value}"));
    }

    [Theory]
    [InlineData("cpu", true, true, false, true)]
    [InlineData("memory", true, true, false, true)]
    [InlineData("ephemeral-storage", true, true, false, false)]
    [InlineData("hugepages-2Mi", true, false, false, true)]
    [InlineData("example.com/gpu", false, false, true, false)]
    [InlineData("kubernetes.io/x", true, true, false, false)]
    public void ResourceNames_OfEachSort_AreTold(string name, bool native, bool overcommit, bool extended, bool podLevel) =>
        Assert.Equal((native, overcommit, extended, podLevel), (
            ResourceNames.IsNative(name), ResourceNames.IsOvercommitAllowed(name), ResourceNames.IsExtended(name), ResourceNames.IsPodLevel(name)));

    private static V1Container Container(string cpu, bool sidecar) => new()
    {
        RestartPolicy = sidecar ? "Always" : null,
        Resources = new V1ResourceRequirements { Requests = new Dictionary<string, Quantity> { ["cpu"] = Quantity.Parse(cpu) } },
    };
}
