using Agent.Node.Configuration;
using Agent.Node.Configuration.Files;

namespace Agent.Node.Tests.Configuration.Files;

public class MergePatchTests
{
    /// <summary>Cases of RFC 7386, appendix A, whose outermost value is an object.</summary>
    [Theory]
    [InlineData("{a: b}", "{a: c}", "{a: c}")]
    [InlineData("{a: b}", "{b: c}", "{a: b, b: c}")]
    [InlineData("{a: b}", "{a: null}", "{}")]
    [InlineData("{a: b, b: c}", "{a: null}", "{b: c}")]
    [InlineData("{a: [b]}", "{a: c}", "{a: c}")]
    [InlineData("{a: c}", "{a: [b]}", "{a: [b]}")]
    [InlineData("{a: {b: c}}", "{a: {b: d, c: null}}", "{a: {b: d}}")]
    [InlineData("{a: [{b: c}]}", "{a: [1]}", "{a: [1]}")]
    [InlineData("{e: null}", "{a: 1}", "{e: null, a: 1}")]
    [InlineData("{}", "{a: {bb: {ccc: null}}}", "{a: {bb: {}}}")]
    public void Apply_Patch_GivesTheResultOfTheRfc(string target, string patch, string expected) =>
        Assert.Equal(Show(Read(expected)), Show(MergePatch.Apply(Read(target), Read(patch))));

    [Fact]
    public void Apply_Patch_KeepsTheOriginOfEachValue()
    {
        var merged = MergePatch.Apply(Read("{a: {b: 1, c: 2}}", "base"), Read("{a: {c: 3}}", "patch"));

        var inner = Assert.IsType<MappingNode>(merged["a"]);
        Assert.Equal("base", inner["b"]!.Origin.Source);
        Assert.Equal("patch", inner["c"]!.Origin.Source);
    }

    internal static MappingNode Read(string yaml, string source = "test")
    {
        var problems = new List<ConfigurationProblem>();
        var node = YamlTree.Read(source, yaml, problems);
        Assert.Empty(problems);
        return node!;
    }

    internal static string Show(ConfigurationNode node) => node switch
    {
        MappingNode mapping => $"{{{string.Join(", ", mapping.Entries.Select(entry => $"{entry.Key}: {Show(entry.Value)}"))}}}",
        SequenceNode sequence => $"[{string.Join(", ", sequence.Items.Select(Show))}]",
        ScalarNode { IsText: true } text => $"\"{text.Text}\"",
        ScalarNode scalar => scalar.Text,
        _ => throw new ArgumentOutOfRangeException(nameof(node)),
    };
}
