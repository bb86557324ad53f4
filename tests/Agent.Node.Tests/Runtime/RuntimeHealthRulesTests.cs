using Agent.Cri.Protocol;
using Agent.Node.Runtime;
using Grpc.Core;

namespace Agent.Node.Tests.Runtime;

public sealed class RuntimeHealthRulesTests
{
    private static readonly CriFailure Timeout = new(StatusCode.DeadlineExceeded, "no answer");
    private static readonly RuntimeHealth Well = new(true, true, "");

    [Fact]
    public void FromStatus_BothConditionsTrue_IsWell() =>
        Assert.Equal(Well, RuntimeHealthRules.FromStatus(Status(true, true)));

    [Fact]
    public void FromStatus_NetworkNotReady_SaysWhy()
    {
        var health = RuntimeHealthRules.FromStatus(Status(true, false));

        Assert.True(health.RuntimeReady);
        Assert.False(health.NetworkReady);
        Assert.Contains("NetworkPluginNotReady", health.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void FromStatus_NoConditions_IsNotReady() =>
        Assert.False(RuntimeHealthRules.FromStatus(new StatusResponse()).RuntimeReady);

    [Fact]
    public void AfterFailure_WithinTheTime_KeepsTheLastHealth() =>
        Assert.Equal(Well, RuntimeHealthRules.AfterFailure(Well, TimeSpan.FromSeconds(29), TimeSpan.FromSeconds(30), Timeout));

    [Fact]
    public void AfterFailure_TooLong_IsDown()
    {
        var health = RuntimeHealthRules.AfterFailure(Well, TimeSpan.FromSeconds(30), TimeSpan.FromSeconds(30), Timeout);

        Assert.False(health.RuntimeReady);
        Assert.Contains("no answer", health.Message, StringComparison.Ordinal);
    }

    private static StatusResponse Status(bool runtime, bool network) => new()
    {
        Status = new RuntimeStatus
        {
            Conditions =
            {
                new RuntimeCondition { Type = "RuntimeReady", Status = runtime },
                new RuntimeCondition { Type = "NetworkReady", Status = network, Reason = network ? "" : "NetworkPluginNotReady" },
            },
        },
    };
}
