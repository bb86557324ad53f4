using System.Diagnostics;
using System.Net;
using Agent.Runtime.Tests.Harness;

namespace Agent.Runtime.Tests.TestServers;

public sealed class TestServerTests : IAsyncLifetime
{
    private readonly TemporaryFolder _folder = new();
    private AgentProcess _agent = null!;
    private HttpClient _http = null!;

    public async Task InitializeAsync()
    {
        _agent = AgentProcess.Start("testserver", "--port", "0", "--log-requests", "--files", _folder.Path);
        await Eventually.TrueAsync(() => _agent.Output.Contains("listening on ", StringComparison.Ordinal), "listening");
        _http = new HttpClient { BaseAddress = new Uri(_agent.Output.Split('\n')[0]["listening on ".Length..].Trim()) };
    }

    public Task DisposeAsync()
    {
        _http.Dispose();
        _agent.Dispose();
        _folder.Dispose();
        return Task.CompletedTask;
    }

    [Fact]
    public async Task Checks_SetAndMended_AnswerSo()
    {
        Assert.Equal((200, 200), (await CodeAsync("/healthz"), await CodeAsync("/ready")));
        await CodeAsync("/set?healthz=500&ready=503");
        Assert.Equal((500, 503), (await CodeAsync("/healthz"), await CodeAsync("/ready")));
        await CodeAsync("/set?healthz=200&ready=200");
        Assert.Equal((200, 200), (await CodeAsync("/healthz"), await CodeAsync("/ready")));
        await CodeAsync("/set?healthz=500&for=100ms");
        await Eventually.GetAsync(() => CodeAsync("/healthz"), code => code == 200, "mends itself");
    }

    [Fact]
    public async Task Paths_OfAllKinds_Answer()
    {
        Assert.Contains("\"pid\":" + _agent.Id, await _http.GetStringAsync("/"), StringComparison.Ordinal);
        Assert.Contains("PATH=", await _http.GetStringAsync("/env"), StringComparison.Ordinal);
        Assert.Equal(404, await CodeAsync("/env/NO_SUCH_VARIABLE"));
        Assert.Equal(418, await CodeAsync("/status/418"));
        Assert.Equal(204, await CodeAsync("/status/204"));
        Assert.Equal(400, await CodeAsync("/status/7"));
        Assert.Equal(400, await CodeAsync("/set"));
        Assert.Equal(400, await CodeAsync("/?delay=soon"));
        Assert.Equal(404, await CodeAsync("/no-such-path"));
        Assert.Equal(200, await CodeAsync("/log?text=hello&count=3"));
        Assert.Equal(200, await CodeAsync("/memory?size=1Mi&for=10ms"));
        Assert.Equal(200, await CodeAsync("/cpu?cores=1&for=10ms"));
        await Eventually.TrueAsync(() => _agent.Output.Split('\n').Count(line => line == "hello") == 3, "three lines");
        Assert.Contains("GET /status/418 418", _agent.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Delay_OnAnyPath_AnswersLater()
    {
        var watch = Stopwatch.StartNew();

        Assert.Equal(200, await CodeAsync("/healthz?delay=300ms"));
        Assert.True(watch.ElapsedMilliseconds >= 300);
    }

    [Fact]
    public async Task Files_PutAndGet_AreTheSame()
    {
        using var content = new ByteArrayContent([1, 2, 255]);
        var put = await _http.PutAsync($"/files{_folder["new"]}", content);

        Assert.Equal(HttpStatusCode.OK, put.StatusCode);
        Assert.Equal([1, 2, 255], await _http.GetByteArrayAsync($"/files{_folder["new"]}"));
        Assert.Equal("new\n", await _http.GetStringAsync($"/files{_folder.Path}"));
        Assert.Equal(404, await CodeAsync("/files/etc/passwd"));
    }

    [Fact]
    public async Task Sigterm_Ends_WithZero()
    {
        _agent.Signal(15);

        Assert.Equal(0, await _agent.WaitAsync());
        Assert.Contains("SIGTERM, ending", _agent.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Exit_WithACode_EndsWithIt()
    {
        Assert.Equal(200, await CodeAsync("/exit?code=9"));
        Assert.Equal(9, await _agent.WaitAsync());
    }

    [Theory]
    [InlineData(0, "--port", "none", "--exit-after", "10ms")]
    [InlineData(3, "--port", "none", "--exit-after", "10ms", "--exit-code", "3")]
    [InlineData(2, "--what")]
    [InlineData(2, "--address", "nowhere")]
    [InlineData(0, "--help")]
    public async Task Flags_OnTheirOwn_DecideTheExitCode(int code, params string[] flags)
    {
        using var agent = AgentProcess.Start(flags.Prepend("testserver").ToArray());

        Assert.Equal(code, await agent.WaitAsync());
    }

    [Fact]
    public async Task IgnoreSigterm_IsNotedAndNothingElse()
    {
        using var agent = AgentProcess.Start("testserver", "--port", "none", "--ignore-sigterm", "--log-every", "10ms");
        await Eventually.TrueAsync(() => agent.Output.Contains("tick", StringComparison.Ordinal), "tick");
        agent.Signal(15);
        await Eventually.TrueAsync(() => agent.Output.Contains("SIGTERM ignored", StringComparison.Ordinal), "ignored");

        Assert.False(agent.HasExited);
    }

    private async Task<int> CodeAsync(string path)
    {
        using var response = await _http.GetAsync(path);
        return (int)response.StatusCode;
    }
}
