using System.Text;
using Agent.Node.Configuration;
using Agent.Node.Configuration.Files;
using FsCheck;
using FsCheck.Fluent;

namespace Agent.Node.Tests.Configuration.Files;

public class YamlTreeTests
{
    private readonly List<ConfigurationProblem> _problems = [];

    [Fact]
    public void Read_Json_IsReadAsWell()
    {
        var node = YamlTree.Read("c.json", "{\n\t\"a\": \"x\\u0041\\/\",\n\t\"b\": [1, true, null]\n}", _problems);

        Assert.Empty(_problems);
        Assert.Equal("{a: \"xA/\", b: [1, true, null]}", MergePatchTests.Show(node!));
        Assert.Equal(new ConfigurationOrigin("c.json", 3), node!["b"]!.Origin);
    }

    [Fact]
    public void Read_DuplicateKey_WarnsAndTakesTheLast()
    {
        var node = YamlTree.Read("c.yaml", "a: 1\nb: {c: 1, c: 2}\na: 3", _problems);

        Assert.Equal("{a: 3, b: {c: 2}}", MergePatchTests.Show(node!));
        Assert.Equal(
            ["c.yaml:2: b.c: is given twice; the last one counts", "c.yaml:3: a: is given twice; the last one counts"],
            _problems.Select(problem => problem.ToString()));
    }

    [Fact]
    public void Read_Alias_StandsForItsAnchor() =>
        Assert.Equal("{a: {x: 1}, b: {x: 1}}", MergePatchTests.Show(YamlTree.Read("c", "a: &n {x: 1}\nb: *n", _problems)!));

    [Fact]
    public void Read_UnknownAlias_IsAnError()
    {
        Assert.Null(YamlTree.Read("c", "b: *n", _problems));
        Assert.Contains("no anchor is named n", Assert.Single(_problems).Text);
    }

    [Fact]
    public void Read_AliasesThatExplode_IsAnError()
    {
        var text = new StringBuilder("a0: &a0 [x, x, x, x, x, x, x, x, x, x]\n");
        for (var i = 1; i < 12; i++)
        {
            text.Append(null, $"a{i}: &a{i} [{string.Join(", ", Enumerable.Repeat($"*a{i - 1}", 10))}]\n");
        }

        Assert.Null(YamlTree.Read("c", text.ToString(), _problems));
        Assert.Contains("its aliases expand too far", Assert.Single(_problems).Text);
    }

    [Fact]
    public void Read_NestedTooDeeply_IsAnError()
    {
        Assert.Null(YamlTree.Read("c", $"a: {new string('[', 500)}{new string(']', 500)}", _problems));
        Assert.Contains("nested too deeply", Assert.Single(_problems).Text);
    }

    [Fact]
    public void Read_AnyText_EndsInANodeOrAProblem() =>
        Check.One(Config.QuickThrowOnFailure.WithMaxTest(5000), Prop.ForAll(YamlLikeText(), text =>
        {
            var problems = new List<ConfigurationProblem>();
            return YamlTree.Read("c", text, problems) is not null || problems.Count > 0;
        }));

    private static Arbitrary<string> YamlLikeText() => Arb.From(
        from parts in Gen.ListOf(Gen.Elements(
            "a", ": ", "b", "- ", "\n", "  ", "[", "]", "{", "}", ", ", "'", "\"", "&x", "*x", "!t ", "|", ">", "#", "---\n", "? ", "\t", "%", "@", "\\u12"))
        select string.Concat(parts));

    [Theory]
    [InlineData("yes", true)]
    [InlineData("On", true)]
    [InlineData("FALSE", false)]
    [InlineData("off", false)]
    [InlineData("'true'", null)]
    [InlineData("1", null)]
    public void AsBoolean_Scalar_IsThatOfYaml11(string text, bool? expected) =>
        Assert.Equal(expected, Assert.IsType<ScalarNode>(YamlTree.Read("c", $"a: {text}", _problems)!["a"]).AsBoolean);
}
