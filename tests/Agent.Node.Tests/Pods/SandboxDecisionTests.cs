using Agent.Node.Pods;
using Agent.Node.Runtime;

namespace Agent.Node.Tests.Pods;

public sealed class SandboxDecisionTests
{
    [Fact]
    public void For_NoSandbox_NeedsTheFirst() =>
        Assert.Equal(new SandboxDecision(true, 0, null, ""), SandboxDecision.For(false, []));

    [Fact]
    public void For_ReadySandbox_KeepsIt()
    {
        var sandbox = Sandbox(3);
        Assert.Equal(new SandboxDecision(false, 3, sandbox, ""), SandboxDecision.For(false, [sandbox, Sandbox(2) with { Ready = false }]));
    }

    public static TheoryData<string, bool, bool, bool, int> Bad => new()
    {
        { "not ready", false, false, true, 1 },
        { "two ready", true, false, true, 2 },
        { "other network mode", true, true, true, 1 },
        { "no address", true, false, false, 1 },
    };

    [Theory]
    [MemberData(nameof(Bad))]
    public void For_BadSandbox_NeedsTheNextAttempt(string name, bool ready, bool hostNetwork, bool hasIp, int count)
    {
        var sandbox = Sandbox(7) with { Ready = ready, HostNetwork = hostNetwork, Ips = hasIp ? ["10.0.0.1"] : [] };
        IReadOnlyList<SandboxInstance> sandboxes = count == 1 ? [sandbox] : [sandbox, Sandbox(6)];

        var decision = SandboxDecision.For(false, sandboxes);

        Assert.True(decision.Needed, name);
        Assert.Equal(8u, decision.Attempt);
        Assert.NotEmpty(decision.Why);
    }

    [Fact]
    public void For_HostNetworkWithoutAddress_IsFine() =>
        Assert.False(SandboxDecision.For(true, [Sandbox(0) with { HostNetwork = true, Ips = [] }]).Needed);

    private static SandboxInstance Sandbox(uint attempt) => new("s" + attempt, attempt, true, attempt + 1, ["10.0.0.1"], false);
}
