#pragma warning disable CA1848 // Loggers by hand: the test is about what becomes of an entry.
using System.Text.Json;
using Agent.Logging;
using Agent.Node.Configuration;
using Microsoft.Extensions.Logging;

namespace Agent.Tests.Logging;

public class AgentLoggingTests
{
    [Fact]
    public void Log_Text_IsOneLine()
    {
        var line = Assert.Single(Write(new LoggingConfiguration(), log => log.LogWarning(
            new IOException("disk\nfull", new InvalidOperationException("really")), "Pod {Pod} waits\nlong", "web")));

        Assert.Matches(
            @"^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z WRN PodActor: Pod web waits\\nlong \| IOException: disk\\nfull <- InvalidOperationException: really$",
            line);
    }

    [Fact]
    public void Log_Json_IsOneObject()
    {
        var line = Assert.Single(Write(
            new LoggingConfiguration { Format = LoggingFormat.Json },
            log => log.LogError(new IOException("disk full"), "Pod {Pod} waits", "web")));

        using var document = JsonDocument.Parse(line);
        var root = document.RootElement;
        Assert.Equal("error", root.GetProperty("level").GetString());
        Assert.Equal("PodActor", root.GetProperty("logger").GetString());
        Assert.Equal("web", root.GetProperty("Pod").GetString());
        Assert.Equal("IOException: disk full", root.GetProperty("err").GetString());
        Assert.True(root.GetProperty("ts").GetInt64() > 0);
    }

    [Theory]
    [InlineData(0, "Agent.Node.Pods.PodActor", "INF WRN ERR")]
    [InlineData(3, "Agent.Node.Pods.PodActor", "INF WRN ERR")]
    [InlineData(4, "Agent.Node.Pods.PodActor", "DBG INF WRN ERR")]
    [InlineData(6, "Agent.Node.Pods.PodActor", "TRC DBG INF WRN ERR")]
    [InlineData(0, "Microsoft.AspNetCore.Server.Kestrel", "WRN ERR")]
    [InlineData(4, "Akka.Actor.ActorSystem", "INF WRN ERR")]
    [InlineData(6, "Akka.Actor.ActorSystem", "DBG INF WRN ERR")]
    public void Log_Verbosity_ChoosesTheLevels(int verbosity, string category, string expected)
    {
        var lines = Write(new LoggingConfiguration { Verbosity = verbosity }, LogEach, category);

        Assert.Equal(expected, string.Join(' ', lines.Select(line => line.Split(' ')[1])));
    }

    [Fact]
    public void Log_VModule_ChoosesTheLevelOfAPart()
    {
        var configuration = new LoggingConfiguration { VModule = [new VerbosityOverride { FilePattern = "pod*", Verbosity = 6 }] };

        Assert.Equal(5, Write(configuration, LogEach, "Agent.Node.Pods.PodActor").Length);
        Assert.Equal(3, Write(configuration, LogEach, "Agent.Node.Images.ImagesActor").Length);
    }

    [Fact]
    public void Log_ReaderThatHangs_HoldsUpNobodyAndIsToldWhatItMissed()
    {
        using var release = new ManualResetEventSlim();
        using var hangs = new ManualResetEventSlim();
        var lines = new List<string>();
        var factory = AgentLogging.Create(new LoggingConfiguration(), line =>
        {
            hangs.Set();
            release.Wait();
            lines.Add(line);
        });
        var log = factory.CreateLogger("x");
        log.LogInformation("first");
        Assert.True(hangs.Wait(TimeSpan.FromSeconds(30)));
        for (var i = 0; i < 10_000; i++)
        {
            log.LogInformation("more");
        }

        release.Set();
        factory.Dispose();

        Assert.InRange(lines.Count, 8_000, 8_300);
        Assert.Contains(lines, line => line.EndsWith(" log lines were dropped, because they were not read fast enough\n", StringComparison.Ordinal));
    }

    [Fact]
    public void Log_ReaderThatHasGone_IsIgnored()
    {
        using var factory = AgentLogging.Create(new LoggingConfiguration(), _ => throw new IOException("closed pipe"));

        factory.CreateLogger("x").LogInformation("nobody reads this");
    }

    private static void LogEach(ILogger log)
    {
        log.LogTrace("a");
        log.LogDebug("b");
        log.LogInformation("c");
        log.LogWarning("d");
        log.LogError("e");
    }

    private static string[] Write(LoggingConfiguration configuration, Action<ILogger> write, string category = "Agent.Node.Pods.PodActor")
    {
        var lines = new List<string>();
        using (var factory = AgentLogging.Create(configuration, lines.Add))
        {
            write(factory.CreateLogger(category));
        }

        return [.. lines.Select(line => line.TrimEnd('\n'))];
    }
}
