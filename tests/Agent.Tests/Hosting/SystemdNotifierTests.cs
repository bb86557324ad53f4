using System.Net.Sockets;
using System.Text;
using Agent.Hosting;
using Microsoft.Extensions.Logging.Abstractions;

namespace Agent.Tests.Hosting;

public sealed class SystemdNotifierTests : IDisposable
{
    private readonly TemporaryDirectory _directory = new();

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Ready_ServiceManager_IsTold(bool isAbstract)
    {
        var name = isAbstract ? $"@agent-test-{Guid.NewGuid():n}" : Path.Combine(_directory.Path, "notify");
        using var manager = new Socket(AddressFamily.Unix, SocketType.Dgram, ProtocolType.Unspecified) { ReceiveTimeout = 30_000 };
        manager.Bind(new UnixDomainSocketEndPoint(isAbstract ? $"\0{name[1..]}" : name));
        var notifier = new SystemdNotifier(name, NullLogger<SystemdNotifier>.Instance);

        notifier.Ready();
        notifier.Alive();
        notifier.Stopping();

        Assert.Equal("READY=1", Receive(manager));
        Assert.Equal("WATCHDOG=1", Receive(manager));
        Assert.Equal("STOPPING=1", Receive(manager));
    }

    [Fact]
    public void Ready_NobodyListens_IsNoFailure()
    {
        new SystemdNotifier(null, NullLogger<SystemdNotifier>.Instance).Ready();
        new SystemdNotifier(Path.Combine(_directory.Path, "none"), NullLogger<SystemdNotifier>.Instance).Ready();
        new SystemdNotifier($"/{new string('x', 200)}", NullLogger<SystemdNotifier>.Instance).Ready();
    }

    public void Dispose() => _directory.Dispose();

    private static string Receive(Socket socket)
    {
        var buffer = new byte[256];
        return Encoding.UTF8.GetString(buffer, 0, socket.Receive(buffer));
    }
}
