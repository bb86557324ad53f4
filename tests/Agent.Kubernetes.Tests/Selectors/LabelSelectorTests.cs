using Agent.Kubernetes.Selectors;

namespace Agent.Kubernetes.Tests.Selectors;

public sealed class LabelSelectorTests
{
    private static readonly Dictionary<string, string> Labels = new()
    {
        ["app"] = "web",
        ["tier"] = "front",
        ["n"] = "10",
        ["empty"] = "",
        ["kubernetes.io/os"] = "linux",
    };

    [Theory]
    [InlineData("", true)]
    [InlineData("app=web", true)]
    [InlineData("app==web,tier=front", true)]
    [InlineData("app=web,tier=back", false)]
    [InlineData(" app = web , tier != back ", true)]
    [InlineData("app!=web", false)]
    [InlineData("none!=x", true)]
    [InlineData("app in (api, web)", true)]
    [InlineData("app in (api)", false)]
    [InlineData("none in (x)", false)]
    [InlineData("app notin (api,web)", false)]
    [InlineData("none notin (x)", true)]
    [InlineData("app", true)]
    [InlineData("none", false)]
    [InlineData("!none", true)]
    [InlineData("!app", false)]
    [InlineData("n>9,n<11", true)]
    [InlineData("n>10", false)]
    [InlineData("app>1", false)]
    [InlineData("none<1", false)]
    [InlineData("empty=", true)]
    [InlineData("empty in (,x)", true)]
    [InlineData("app in ()", false)]
    [InlineData("kubernetes.io/os=linux,app", true)]
    public void Matches_Labels_AsTheSelectorSays(string text, bool matches) =>
        Assert.Equal(matches, LabelSelector.Parse(text).Matches(Labels));

    [Theory]
    [InlineData("app==web, tier in (b,a),c notin (x),d!=y,e,!f,g>1,h<2", "app=web,tier in (a,b),c!=x,d!=y,e,!f,g>1,h<2")]
    [InlineData("a in (x)", "a=x")]
    [InlineData("a notin (y,x,y)", "a notin (x,y)")]
    public void ToString_Parsed_IsTheShortestForm(string text, string written)
    {
        Assert.Equal(written, LabelSelector.Parse(text).ToString());
        Assert.Equal(LabelSelector.Parse(text), LabelSelector.Parse(written));
    }

    [Theory]
    [InlineData("=x", "label selector '=x': a label's name is expected, not '='")]
    [InlineData("a,", "label selector 'a,': a label's name is expected, not ''")]
    [InlineData("a b", "label selector 'a b': one of =, ==, !=, in, notin, > and < is expected, not 'b'")]
    [InlineData("a=b=c", "label selector 'a=b=c': ',' or the end is expected, not '='")]
    [InlineData("a in x", "label selector 'a in x': '(' is expected before the values")]
    [InlineData("a in (x", "label selector 'a in (x': ')' is expected after the values")]
    [InlineData("-a=b", "label key '-a': the name must be 1 to 63 of A-Z, a-z, 0-9, '-', '_' and '.', first and last a letter or digit")]
    [InlineData("a=b/c", "value 'b/c' of label a: must be empty or up to 63 of A-Z, a-z, 0-9, '-', '_' and '.', first and last a letter or digit")]
    [InlineData("a>x", "label a: a whole number is needed to compare")]
    public void Parse_NotASelector_SaysWhy(string text, string message) =>
        Assert.Equal(message, Assert.Throws<SelectorException>(() => LabelSelector.Parse(text)).Message);

    [Fact]
    public void Of_SelectorOfAnObject_HasBothParts()
    {
        var selector = LabelSelector.Of(new V1LabelSelector
        {
            MatchLabels = new Dictionary<string, string> { ["tier"] = "front", ["app"] = "web" },
            MatchExpressions =
            [
                new V1LabelSelectorRequirement { Key = "n", Operator = "NotIn", Values = ["1", "2"] },
                new V1LabelSelectorRequirement { Key = "empty", Operator = "Exists" },
                new V1LabelSelectorRequirement { Key = "gone", Operator = "DoesNotExist" },
            ],
        });

        Assert.Equal("app=web,tier=front,n notin (1,2),empty,!gone", selector?.ToString());
        Assert.True(selector!.Matches(Labels));
    }

    [Fact]
    public void Of_NullAndEmpty_MatchNothingAndEverything()
    {
        Assert.Null(LabelSelector.Of(null));
        Assert.True(LabelSelector.Of(new V1LabelSelector())!.Matches(null));
    }

    [Theory]
    [InlineData("Contains", null, "operator 'Contains' of label a: only In, NotIn, Exists and DoesNotExist are allowed")]
    [InlineData("In", null, "label a: at least one value is needed")]
    [InlineData("Exists", "x", "label a: no value is allowed")]
    public void Of_WrongExpression_SaysWhy(string @operator, string? value, string message)
    {
        var selector = new V1LabelSelector
        {
            MatchExpressions =
                [new V1LabelSelectorRequirement { Key = "a", Operator = @operator, Values = value is null ? null : [value] }],
        };

        Assert.Equal(message, Assert.Throws<SelectorException>(() => LabelSelector.Of(selector)).Message);
    }
}
