using Agent.Runtime.Serving;

namespace Agent.Runtime.Tests.Serving;

public class SocketFileTests
{
    [Theory]
    [InlineData("unix:///run/a.sock", "/run/a.sock")]
    [InlineData("/run/a.sock", "/run/a.sock")]
    public void PathOf_Socket_IsItsPath(string listen, string path) => Assert.Equal(path, SocketFile.PathOf(listen));

    [Theory]
    [InlineData("tcp://127.0.0.1:5")]
    [InlineData("unix://relative")]
    [InlineData("relative")]
    [InlineData("")]
    public void PathOf_AnythingElse_IsRefused(string listen) => Assert.Contains(
        "must be unix://", Assert.Throws<ArgumentException>(() => SocketFile.PathOf(listen)).Message, StringComparison.Ordinal);

    [Fact]
    public void PathOf_TooLong_SaysHowLongItMayBe()
    {
        Assert.Equal(107, SocketFile.PathOf("/" + new string('x', 106)).Length);
        Assert.Contains("107", Assert.Throws<ArgumentException>(() => SocketFile.PathOf("/" + new string('x', 107))).Message, StringComparison.Ordinal);
    }
}
