using Agent.ApiServer.Scheduling;
using Agent.Kubernetes;

namespace Agent.ApiServer.Tests.Scheduling;

public sealed class TaintRulesTests
{
    private static readonly DateTimeOffset Now = new(2026, 5, 1, 12, 0, 0, TimeSpan.Zero);
    private static readonly Taint Unreachable = new("node.kubernetes.io/unreachable", "", "NoExecute", Now);

    [Theory]
    [InlineData("gpu", "Equal", "yes", "NoSchedule", true)]
    [InlineData("gpu", "", "yes", "", true)]
    [InlineData("gpu", "Exists", "", "", true)]
    [InlineData("", "Exists", "", "", true)]
    [InlineData("", "Equal", "yes", "", false)]
    [InlineData("gpu", "Equal", "no", "", false)]
    [InlineData("gpu", "Exists", "", "NoExecute", false)]
    public void Tolerates_Toleration_Matches(string key, string @operator, string value, string effect, bool expected) => Assert.Equal(
        expected,
        TaintRules.Tolerates(
            new V1Toleration { Key = key, Operator = @operator, Value = value, Effect = effect }, new Taint("gpu", "yes", "NoSchedule", null)));

    [Fact]
    public void EndOfToleration_None_IsNow() => Assert.Equal(Now, TaintRules.EndOfToleration([], [Unreachable], Now));

    [Fact]
    public void EndOfToleration_WithoutLimit_IsNever() =>
        Assert.Null(TaintRules.EndOfToleration([new V1Toleration { Operator = "Exists" }], [Unreachable], Now));

    [Fact]
    public void EndOfToleration_Two_ShorterCounts() => Assert.Equal(
        Now.AddSeconds(30),
        TaintRules.EndOfToleration(
            [
                new V1Toleration { Key = Unreachable.Key, Operator = "Exists", TolerationSeconds = 30 },
                new V1Toleration { Operator = "Exists", TolerationSeconds = 300 },
            ],
            [Unreachable],
            Now));
}
