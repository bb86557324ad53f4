using System.Net.Sockets;
using Agent.Node.Explain;
using Agent.Node.Runtime;
using Agent.Server.Local;
using Microsoft.Extensions.Logging.Abstractions;

namespace Agent.Server.Tests.Local;

public sealed class AgentSocketServerTests : IAsyncLifetime
{
    private static readonly DateTimeOffset Now = new(2026, 7, 15, 10, 0, 0, TimeSpan.Zero);

    private readonly string _directory = Directory.CreateTempSubdirectory("agent-").FullName;
    private readonly ExplainBoard _board = new();
    private readonly List<AgentSocketServer> _servers = [];

    private string Socket => Path.Combine(_directory, "agent.sock");

    [Fact]
    public async Task Explain_Board_IsShownAsItIs()
    {
        await StartAsync();
        _board.Put(new RuntimeHealth(true, false, "no network"));
        _board.Put(Pod("web", "default"));
        using var client = new AgentClient(Socket);

        var report = await client.ExplainAsync(CancellationToken.None);

        Assert.Equal("worker-1", report.NodeName);
        Assert.Equal(new RuntimeHealth(true, false, "no network"), report.Runtime);
        var pod = Assert.Single(report.Pods);
        Assert.Equal(("web", "Running", Now), (pod.PodName, pod.State, pod.Since));
        Assert.Equal(new ExplainedTimer("restart main", Now.AddSeconds(10)), pod.NextTimer);
        Assert.Equal(new JournalEntry(Now, "Running", "started"), Assert.Single(pod.Transitions));
        Assert.Equal("main", Assert.Single(pod.Containers).Name);
    }

    [Fact]
    public async Task Explain_OnePod_IsFoundByNamespaceAndName()
    {
        await StartAsync();
        _board.Put(Pod("web", "default"));
        _board.Put(Pod("web", "other"));
        using var client = new AgentClient(Socket);

        Assert.Equal("uid-other-web", Assert.Single((await client.ExplainAsync("other", "web", CancellationToken.None)).Items).Uid);
        Assert.Empty((await client.ExplainAsync("other", "no/such?pod", CancellationToken.None)).Items);
    }

    [Fact]
    public async Task Explain_PodThatHasGone_IsNotShown()
    {
        await StartAsync();
        _board.Put(Pod("web", "default"));
        _board.Remove("uid-default-web");
        using var client = new AgentClient(Socket);

        Assert.Empty((await client.ExplainAsync(CancellationToken.None)).Pods);
    }

    [Fact]
    public async Task Start_Socket_IsItsOwnersAlone()
    {
        await StartAsync();

        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(Socket));
        Assert.Equal([Socket], Directory.GetFileSystemEntries(_directory));
    }

    [Fact]
    public async Task Start_SocketLeftBehind_IsReplaced()
    {
        using (var stale = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified))
        {
            stale.Bind(new UnixDomainSocketEndPoint(Socket));
        }

        await File.WriteAllTextAsync(Socket, "left behind");
        await StartAsync();
        using var client = new AgentClient(Socket);

        Assert.Empty((await client.ExplainAsync(CancellationToken.None)).Pods);
    }

    [Fact]
    public async Task Stop_Socket_IsRemoved()
    {
        await StartAsync();
        await _servers[0].StopAsync(CancellationToken.None);

        Assert.Empty(Directory.GetFileSystemEntries(_directory));
        using var client = new AgentClient(Socket);
        var error = await Assert.ThrowsAsync<AgentUnreachableException>(() => client.ExplainAsync(CancellationToken.None));
        Assert.StartsWith($"no agent answers at {Socket}: ", error.Message);
    }

    [Fact]
    public async Task Explain_OtherServer_IsUnreachable()
    {
        using var listener = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        listener.Bind(new UnixDomainSocketEndPoint(Socket));
        listener.Listen();
        var serving = AnswerAsync(listener, "HTTP/1.1 200 OK\r\nContent-Length: 5\r\nContent-Type: application/json\r\n\r\nhello");
        using var client = new AgentClient(Socket);

        await Assert.ThrowsAsync<AgentUnreachableException>(() => client.ExplainAsync(CancellationToken.None));
        await serving;
    }

    public Task InitializeAsync() => Task.CompletedTask;

    public async Task DisposeAsync()
    {
        foreach (var server in _servers)
        {
            await server.StopAsync(CancellationToken.None);
            await server.DisposeAsync();
        }

        Directory.Delete(_directory, recursive: true);
    }

    private async Task StartAsync()
    {
        var server = new AgentSocketServer(new AgentSocketOptions(Socket, "worker-1"), _board, NullLoggerFactory.Instance);
        _servers.Add(server);
        await server.StartAsync(CancellationToken.None);
    }

    private static async Task AnswerAsync(Socket listener, string answer)
    {
        using var connection = await listener.AcceptAsync();
        await connection.ReceiveAsync(new byte[4096]);
        await connection.SendAsync(System.Text.Encoding.ASCII.GetBytes(answer));
    }

    private static PodExplanation Pod(string name, string podNamespace) => new()
    {
        PodName = name,
        Namespace = podNamespace,
        Uid = $"uid-{podNamespace}-{name}",
        State = "Running",
        Since = Now,
        NextTimer = new ExplainedTimer("restart main", Now.AddSeconds(10)),
        Containers = [new ContainerExplanation("main", "regular", "Running", "", "", "busybox", "c1", 0, null, Now, null)],
        Transitions = [new JournalEntry(Now, "Running", "started")],
    };
}
