using Agent.Node.Containers;

namespace Agent.Node.Tests.Containers;

public sealed class VariableExpansionTests
{
    private static readonly Dictionary<string, string> Variables = new() { ["A"] = "1", ["B"] = "$(A)", ["EMPTY"] = "" };

    [Theory]
    [InlineData("plain", "plain")]
    [InlineData("$(A)", "1")]
    [InlineData("x$(A)y$(A)z", "x1y1z")]
    [InlineData("$(B)", "$(A)")]
    [InlineData("$(EMPTY)", "")]
    [InlineData("$(UNKNOWN)", "$(UNKNOWN)")]
    [InlineData("$$(A)", "$(A)")]
    [InlineData("$$$(A)", "$1")]
    [InlineData("$$", "$")]
    [InlineData("$", "$")]
    [InlineData("a$", "a$")]
    [InlineData("$(A", "$(A")]
    [InlineData("$A", "$A")]
    [InlineData("$()", "$()")]
    public void Expand_Text_FollowsKubernetesSyntax(string text, string expected) =>
        Assert.Equal(expected, VariableExpansion.Expand(text, Variables));
}
