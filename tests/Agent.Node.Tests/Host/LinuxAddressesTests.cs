using Agent.Node.Host.Linux;

namespace Agent.Node.Tests.Host;

public sealed class LinuxAddressesTests
{
    [Fact]
    public void ParseV4_Trie_LocalHostRoutesOnly()
    {
        string[] lines =
        [
            "Main:", "  +-- 0.0.0.0/0 3 0 5", "     |-- 0.0.0.0", "        /0 universe UNICAST", "     |-- 10.1.2.0", "        /24 link UNICAST",
            "        |-- 10.1.2.3", "           /32 host LOCAL", "        |-- 10.1.2.255", "           /32 link BROADCAST",
            "     |-- 127.0.0.1", "        /32 host LOCAL",
        ];

        Assert.Equal(["10.1.2.3", "127.0.0.1"], LinuxAddresses.ParseV4(lines));
    }

    [Fact]
    public void ParseV6_Lines_AreAddresses() => Assert.Equal(
        ["::1", "2001:db8::5"],
        LinuxAddresses.ParseV6(
        [
            "00000000000000000000000000000001 01 80 10 80       lo", "20010db8000000000000000000000005 02 40 00 80     eth0", "",
        ]));

    [Fact]
    public void Read_ThisMachine_HasTheLoopbackAddress()
    {
        var addresses = LinuxAddresses.Read();

        Assert.Contains("127.0.0.1", addresses.Local);
        Assert.Equal(addresses, LinuxAddresses.Read());
    }
}
