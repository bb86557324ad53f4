using System.Net;
using System.Net.Sockets;
using Agent.Hosting;
using Agent.Node.Hosting;

namespace Agent.Tests.Hosting;

public class SmallHostingTests
{
    [Fact]
    public void NodeAddresses_Given_AreKept() => Assert.Equal(
        [IPAddress.Parse("10.0.0.1"), IPAddress.Parse("fd00::1")],
        NodeAddresses.Find([IPAddress.Parse("10.0.0.1"), IPAddress.Parse("fd00::1")]));

    [Fact]
    public void NodeAddresses_None_FindsOneOfThisMachine() =>
        Assert.NotEqual(IPAddress.Any, Assert.Single(NodeAddresses.Find([])));

    [Fact]
    public void NodeAddresses_FamilyOnly_IsOfThatFamily()
    {
        Assert.Equal(AddressFamily.InterNetwork, Assert.Single(NodeAddresses.Find([IPAddress.Any])).AddressFamily);
        Assert.Equal(AddressFamily.InterNetworkV6, Assert.Single(NodeAddresses.Find([IPAddress.IPv6Any])).AddressFamily);
    }

    [Fact]
    public void MachineMemory_Parse_ReadsKibibytes()
    {
        Assert.Equal(2048, MachineMemory.Parse(["MemTotal:       2 kB", "MemFree: 1 kB"]));
        Assert.Equal(0, MachineMemory.Parse(["MemFree: 1 kB"]));
        Assert.True(MachineMemory.Capacity() > 0);
    }

    [Theory]
    [InlineData("", "http://localhost:4317/")]
    [InlineData("collector:4317", "http://collector:4317/")]
    [InlineData("https://collector:4317", "https://collector:4317/")]
    public void Tracing_Endpoint_IsAUrl(string endpoint, string expected) => Assert.Equal(expected, Tracing.Endpoint(endpoint).ToString());

    [Fact]
    public void HostChecks_Swaps_AreNamed()
    {
        using var directory = new TemporaryDirectory();
        var file = directory.Write("swaps", "Filename\tType\tSize\n/dev/sda2  partition 100\n/swap\tfile\t1\n");

        Assert.Equal("/dev/sda2, /swap", HostChecks.Swaps(file));
        Assert.Equal("", HostChecks.Swaps(directory.Write("none", "Filename\tType\tSize\n")));
        Assert.Equal("", HostChecks.Swaps("/nonexistent"));
    }

    [Fact]
    public void NodePulse_Silence_IsAProblem()
    {
        var time = new StoppedClock();
        var pulse = new NodePulse(time);

        Assert.Null(pulse.Check.Problem());
        time.Advance(TimeSpan.FromSeconds(61));
        Assert.Equal("the node's actor has not answered for 1m1s", pulse.Check.Problem());
        pulse.Beat();
        Assert.Null(pulse.Check.Problem());
    }

    [Fact]
    public void SocketPeer_Nobody_IsNull() => Assert.Null(SocketPeer.Find("/nonexistent.sock"));

    [Fact]
    public void ActorSystemConfig_BuiltIn_IsRead()
    {
        Assert.False(ActorSystemConfig.BuiltIn.GetBoolean("akka.coordinated-shutdown.exit-clr"));
        Assert.Equal(NodeGuardianStrategy.TypeName, ActorSystemConfig.BuiltIn.GetString("akka.actor.guardian-supervisor-strategy"));
    }

    private sealed class StoppedClock : TimeProvider
    {
        private long _ticks = 1;

        public override long TimestampFrequency => TimeSpan.TicksPerSecond;

        public override long GetTimestamp() => _ticks;

        public void Advance(TimeSpan by) => _ticks += by.Ticks;
    }
}
