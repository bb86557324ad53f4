using Agent.Kubernetes;
using Agent.Node.Containers;
using Agent.Node.Runtime;

namespace Agent.Node.Tests.Containers;

public sealed class RestartRulesTests
{
    [Theory]
    [InlineData("Always", 0, true)]
    [InlineData("Always", 1, true)]
    [InlineData("OnFailure", 0, false)]
    [InlineData("OnFailure", 1, true)]
    [InlineData("Never", 0, false)]
    [InlineData("Never", 1, false)]
    [InlineData(null, 0, true)]
    public void ShouldRestart_PodPolicy_Decides(string? policy, int exitCode, bool expected) =>
        Assert.Equal(expected, RestartRules.ShouldRestart(Pod(policy), new V1Container { Name = "c" }, exitCode));

    [Theory]
    [InlineData("Never", 42, true)]
    [InlineData("Never", 43, false)]
    [InlineData("OnFailure", 42, true)]
    [InlineData("OnFailure", 43, true)]
    [InlineData("OnFailure", 0, false)]
    public void ShouldRestart_ContainerRules_FirstMatchWinsElseItsPolicy(string policy, int exitCode, bool expected)
    {
        var container = new V1Container
        {
            Name = "c",
            RestartPolicy = policy,
            RestartPolicyRules =
            [
                new V1ContainerRestartRule { Action = "Restart", ExitCodes = new V1ContainerRestartRuleOnExitCodes { Operator = "In", Values = [42] } },
            ],
        };

        Assert.Equal(expected, RestartRules.ShouldRestart(Pod("Never"), container, exitCode));
    }

    [Fact]
    public void ShouldRestart_RulesWithoutContainerPolicy_AreIgnored()
    {
        var container = new V1Container
        {
            RestartPolicyRules =
            [
                new V1ContainerRestartRule { Action = "Restart", ExitCodes = new V1ContainerRestartRuleOnExitCodes { Operator = "NotIn", Values = [7] } },
            ],
        };

        Assert.False(RestartRules.ShouldRestart(Pod("Never"), container, 1));
    }

    [Theory]
    [InlineData(ContainerInstanceState.Created, true)]
    [InlineData(ContainerInstanceState.Unknown, true)]
    [InlineData(ContainerInstanceState.Running, false)]
    [InlineData(ContainerInstanceState.Exited, false)]
    internal void ShouldStart_PolicyNever_StartsWhatNeverRan(ContainerInstanceState state, bool expected) =>
        Assert.Equal(expected, RestartRules.ShouldStart(
            Pod("Never"), new V1Container(), new ContainerInstance { Id = "1", Name = "c", State = state }));

    private static V1Pod Pod(string? policy) => new() { Spec = new V1PodSpec { RestartPolicy = policy } };
}
