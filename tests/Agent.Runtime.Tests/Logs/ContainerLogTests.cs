using System.Globalization;
using Agent.Runtime.Logs;
using Agent.Runtime.Native;
using Agent.Runtime.Polling;
using Agent.Runtime.Tests.Harness;
using Microsoft.Extensions.Logging.Abstractions;

namespace Agent.Runtime.Tests.Logs;

public sealed class ContainerLogTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly DescriptorPoller _poller = new(NullLogger<DescriptorPoller>.Instance);
    private readonly ManualClock _clock = new();
    private readonly int[] _ends = new int[2];

    public ContainerLogTests()
    {
        foreach (var stream in Enum.GetValues<LogStream>())
        {
            using var fifo = new LogFifo(_folder.Path, stream);
            fifo.Make(null);
            _ends[(int)stream] = Libc.OpenRaw(fifo.Path, Libc.ORdWr | Libc.OCloExec, 0);
        }
    }

    private string LogFile => _folder["logs/c/0.log"];

    public void Dispose()
    {
        foreach (var end in _ends)
        {
            _ = Libc.CloseRaw(end);
        }

        _poller.Dispose();
        _folder.Dispose();
    }

    [Fact]
    public async Task Start_BothStreams_AreWrittenWithTheirNames()
    {
        using var log = Open();
        log.Start(_poller);
        Write(LogStream.Stdout, "one\n");
        await Eventually.TrueAsync(() => Texts().Length == 1, "one");
        Write(LogStream.Stderr, "two\n");
        await Eventually.TrueAsync(() => Texts().Length == 2, "two");

        Assert.Equal(["stdout F one", "stderr F two"], Texts());
    }

    [Fact]
    public void Finish_WhatIsStillThere_IsTakenAndTheRestIsAPart()
    {
        using var log = Open();
        Write(LogStream.Stdout, "line\nrest");
        log.Finish();

        Assert.Equal(["stdout F line", "stdout P rest"], Texts());
    }

    [Fact]
    public async Task Ended_AllEndsClosed_Completes()
    {
        using var log = Open();
        log.Start(_poller);
        Write(LogStream.Stdout, "line\n");
        foreach (var stream in Enum.GetValues<LogStream>())
        {
            _ = Libc.CloseRaw(_ends[(int)stream]);
            _ends[(int)stream] = -1;
        }

        await log.Ended.WaitAsync(Eventually.Patience);
        log.Finish();
        Assert.Equal(["stdout F line"], Texts());
    }

    [Fact]
    public async Task Open_AfterAKillBeforeTheLogWasWritten_FormatsFromTheSpool()
    {
        // Moved to the spool, and then the runtime was gone.
        using (var fifo = new LogFifo(_folder.Path, LogStream.Stdout))
        {
            fifo.Open();
            Write(LogStream.Stdout, "one\ntwo\nthr");
            Assert.Equal(11, fifo.Pull());
        }

        using var log = Open();
        log.Start(_poller);
        Write(LogStream.Stdout, "ee\n");
        await Eventually.TrueAsync(() => Texts().Length == 3, "three lines");

        Assert.Equal(["stdout F one", "stdout F two", "stdout F three"], Texts());
    }

    [Fact]
    public async Task Open_AfterAKillBetweenLogAndCursor_WritesNothingTwice()
    {
        byte[] cursor;
        using (var log = Open())
        {
            log.Start(_poller);
            Write(LogStream.Stdout, "one\n");
            await Eventually.TrueAsync(() => Texts().Length == 1, "one");
        }

        cursor = await File.ReadAllBytesAsync(_folder["log.cursor"]);
        using (var log = Open())
        {
            log.Start(_poller);
            Write(LogStream.Stdout, "two\n");
            await Eventually.TrueAsync(() => Texts().Length == 2, "two");
        }

        // As if the second write to the log had not been noted any more.
        await File.WriteAllBytesAsync(_folder["log.cursor"], cursor);
        using (var log = Open())
        {
            log.Start(_poller);
            Write(LogStream.Stdout, "three\n");
            await Eventually.TrueAsync(() => Texts().Contains("stdout F three"), "three");
        }

        Assert.Equal(["stdout F one", "stdout F two", "stdout F three"], Texts());
    }

    [Fact]
    public async Task Open_CursorBeyondTheSpool_TakesTheSpoolAsUsed()
    {
        using (var log = Open())
        {
            log.Start(_poller);
            Write(LogStream.Stdout, "one\n");
            await Eventually.TrueAsync(() => Texts().Length == 1, "one");
        }

        // As if the spool had been emptied and that not been noted any more.
        await File.WriteAllBytesAsync(_folder["stdout.spool"], []);
        using (var log = Open())
        {
            log.Start(_poller);
            Write(LogStream.Stdout, "two\n");
            await Eventually.TrueAsync(() => Texts().Length == 2, "two");
        }

        Assert.Equal(["stdout F one", "stdout F two"], Texts());
    }

    [Fact]
    public async Task Reopen_FileRenamed_GoesOnInANewOne()
    {
        using var log = Open();
        log.Start(_poller);
        Write(LogStream.Stdout, "old\n");
        await Eventually.TrueAsync(() => Texts().Length == 1, "old");
        File.Move(LogFile, LogFile + ".1");
        log.Reopen();
        Write(LogStream.Stdout, "new\n");
        await Eventually.TrueAsync(() => Texts().Length == 1, "new");

        Assert.Equal(["stdout F new"], Texts());
    }

    [Fact]
    public async Task ClockSetBack_TimesDoNotGoBack()
    {
        using var log = Open();
        log.Start(_poller);
        Write(LogStream.Stdout, "one\n");
        await Eventually.TrueAsync(() => Texts().Length == 1, "one");
        _clock.Now -= TimeSpan.FromHours(1);
        Write(LogStream.Stdout, "two\n");
        await Eventually.TrueAsync(() => Texts().Length == 2, "two");
        var times = File.ReadAllLines(LogFile).Select(line => DateTimeOffset.Parse(line.Split(' ')[0], CultureInfo.InvariantCulture)).ToList();

        Assert.Equal(times[0], times[1]);
    }

    [Fact]
    public async Task Spool_MuchOutput_IsEmptiedOnTheWay()
    {
        using var log = Open();
        log.Start(_poller);
        var line = new string('x', 1023) + "\n";
        for (var n = 0; n < 2000; n++)
        {
            Write(LogStream.Stdout, line);
        }

        await Eventually.TrueAsync(() => Texts().Length == 2000, "all lines");
        Assert.True(new FileInfo(_folder["stdout.spool"]).Length < 1024 * 1024, "the spool grows without end");
    }

    private ContainerLog Open() =>
        new(_folder.Path, LogPath.Create(_folder["logs"], "c/0.log"), _clock, NullLogger<ContainerLog>.Instance);

    private void Write(LogStream stream, string text) => Libc.WriteAll(_ends[(int)stream], System.Text.Encoding.UTF8.GetBytes(text));

    // Without the time.
    private string[] Texts() => File.Exists(LogFile) ? [.. File.ReadAllLines(LogFile).Select(line => line[31..])] : [];
}
