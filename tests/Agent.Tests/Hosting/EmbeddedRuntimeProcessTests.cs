using Agent.Hosting;
using Microsoft.Extensions.Logging.Abstractions;

namespace Agent.Tests.Hosting;

public sealed class EmbeddedRuntimeProcessTests : IDisposable
{
    private readonly TemporaryDirectory _directory = new();

    [Fact]
    public async Task Start_Runtime_HasASessionOfItsOwnAndIsFoundAgain()
    {
        var first = await StartAsync();
        var second = await StartAsync();

        Assert.False(first.IsReused);
        Assert.True(second.IsReused);
        Assert.Equal(first.ProcessId, second.ProcessId);
        Assert.Equal(first.ProcessId, ProcessList.Session(first.ProcessId));
        Assert.Equal($"unix://{_directory.Path}/runtime.sock", first.Endpoint);
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(Path.Combine(_directory.Path, "runtime.log")));

        await second.StopAsync();
        Assert.Empty(ProcessList.With(_directory.Path));
        await first.StopAsync();
    }

    [Fact]
    public async Task Start_Cancelled_LeavesNoProcess()
    {
        using var cancelled = new CancellationTokenSource();
        await cancelled.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => StartAsync(cancelled.Token));

        for (var i = 0; i < 1000 && ProcessList.With(_directory.Path).Length > 0; i++)
        {
            await Task.Delay(20);
        }

        Assert.Empty(ProcessList.With(_directory.Path));
    }

    [Fact]
    public async Task Start_NoSuchProgram_SaysSo()
    {
        var options = Options() with { AgentPath = Path.Combine(_directory.Path, "none") };

        var error = await Assert.ThrowsAsync<EmbeddedRuntimeException>(() => EmbeddedRuntimeProcess.StartAsync(
            options, NullLogger<EmbeddedRuntimeProcess>.Instance, CancellationToken.None));
        Assert.StartsWith($"{options.AgentPath} could not be started: ", error.Message);
    }

    [Fact]
    public async Task Start_RuntimeThatNeverListens_IsGivenUp()
    {
        var program = _directory.Write("sleeper", "#!/bin/sh\nexec sleep 600\n");
        File.SetUnixFileMode(program, UnixFileMode.UserRead | UnixFileMode.UserExecute);
        var options = Options() with { AgentPath = program, StartDeadline = TimeSpan.FromMilliseconds(200) };

        var error = await Assert.ThrowsAsync<EmbeddedRuntimeException>(() => EmbeddedRuntimeProcess.StartAsync(
            options, NullLogger<EmbeddedRuntimeProcess>.Instance, CancellationToken.None));
        Assert.Contains("did not listen at", error.Message);
    }

    public void Dispose()
    {
        foreach (var process in ProcessList.With(_directory.Path))
        {
            _ = Libc.Kill(process, AgentProcess.Kill);
        }

        _directory.Dispose();
    }

    private Task<EmbeddedRuntimeProcess> StartAsync(CancellationToken cancellation = default) =>
        EmbeddedRuntimeProcess.StartAsync(Options(), NullLogger<EmbeddedRuntimeProcess>.Instance, cancellation);

    private EmbeddedRuntimeOptions Options() => new() { RootDirectory = _directory.Path, AgentPath = AgentProcess.Program };
}
