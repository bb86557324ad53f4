using Agent.Cri.Protocol;
using Agent.Runtime.Logs;
using Agent.Runtime.Tests.Harness;
using Grpc.Core;

namespace Agent.Runtime.Tests.Lifecycle;

public class LogTests
{
    [Fact]
    public async Task Log_OfAContainer_HasTheFormatAndModeOfCri()
    {
        await using var runtime = await RuntimeHarness.StartAsync();
        var id = await runtime.StartShellAsync(await runtime.RunPodAsync(), "main", "echo hello; printf unfinished");
        var status = await runtime.WaitExitedAsync(id);
        var lines = runtime.RawLog("pod", "main");

        Assert.Matches(@"^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{9}Z stdout F hello$", lines[0]);
        Assert.Matches(@"^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{9}Z stdout P unfinished$", lines[1]);
        Assert.Equal(Path.Join(runtime.Logs, "pod", "main", "0.log"), status.LogPath);
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.GroupRead, File.GetUnixFileMode(status.LogPath));
    }

    [Fact]
    public async Task TwoStreams_WrittenAtOnce_KeepTheirLinesWhole()
    {
        await using var runtime = await RuntimeHarness.StartAsync();
        var line = new string('x', 20000);
        var id = await runtime.StartShellAsync(
            await runtime.RunPodAsync(),
            "main",
            $"yes out-{line} | head -n 200 & yes err-{line} | head -n 200 >&2; wait");
        await runtime.WaitExitedAsync(id);

        Assert.Equal(Enumerable.Repeat($"out-{line}", 200), runtime.Text("pod", "main").Split('\n', StringSplitOptions.RemoveEmptyEntries));
        Assert.Equal(Enumerable.Repeat($"err-{line}", 200), runtime.Text("pod", "main", "stderr").Split('\n', StringSplitOptions.RemoveEmptyEntries));
        Assert.All(runtime.RawLog("pod", "main"), record => Assert.True(record.Length <= CriLogFormat.MaxText + 40));
    }

    [Fact]
    public async Task ReopenContainerLog_AfterRename_WritesToTheNewFileAndLosesNothing()
    {
        await using var runtime = await RuntimeHarness.StartAsync();
        var id = await runtime.StartShellAsync(await runtime.RunPodAsync(), "main", "n=0; while :; do n=$((n+1)); echo $n; sleep 0.005; done");
        var path = Path.Join(runtime.Logs, "pod", "main", "0.log");
        await Eventually.TrueAsync(() => runtime.RawLog("pod", "main").Length > 20, "lines");
        File.Move(path, path + ".old");
        await runtime.Client.ReopenContainerLogAsync(new ReopenContainerLogRequest { ContainerId = id }, CancellationToken.None);
        await Eventually.TrueAsync(() => runtime.RawLog("pod", "main").Length > 20, "lines in the new file");
        await runtime.StopAsync(id, 0);
        var numbers = (await File.ReadAllLinesAsync(path + ".old")).Concat(runtime.RawLog("pod", "main")).Select(line => int.Parse(line.Split(' ')[3])).ToList();
        var stopped = await Assert.ThrowsAsync<RpcException>(() => runtime.Client.ReopenContainerLogAsync(
            new ReopenContainerLogRequest { ContainerId = id }, CancellationToken.None));

        Assert.Equal(Enumerable.Range(1, numbers.Count), numbers);
        Assert.Equal(StatusCode.FailedPrecondition, stopped.StatusCode);
    }

    [Theory]
    [InlineData("../escape.log")]
    [InlineData("/etc/escape.log")]
    [InlineData("main/../../escape.log")]
    public async Task LogPath_OutOfTheLogDirectory_IsACreateError(string path)
    {
        await using var runtime = await RuntimeHarness.StartAsync();
        var sandbox = await runtime.RunPodAsync();
        var error = await Assert.ThrowsAsync<RpcException>(() => runtime.CreateAsync(sandbox, "main", config =>
        {
            config.Command.Add("true");
            config.LogPath = path;
        }));

        Assert.Equal(StatusCode.InvalidArgument, error.StatusCode);
        Assert.Contains($"log_path \"{path}\" must be a path below log_directory", error.Status.Detail, StringComparison.Ordinal);
    }

    [Fact]
    public async Task LogDirectory_ReplacedByALink_IsNotFollowed()
    {
        await using var runtime = await RuntimeHarness.StartAsync();
        var target = Directory.CreateDirectory(Path.Join(runtime.Folder, "target"));
        var sandbox = await runtime.RunPodAsync();
        Directory.CreateDirectory(Path.Join(runtime.Logs, "pod"));
        Directory.CreateSymbolicLink(Path.Join(runtime.Logs, "pod", "main"), target.FullName);
        var id = await runtime.CreateAsync(sandbox, "main", config => config.Command.Add("true"));
        var error = await Assert.ThrowsAsync<RpcException>(() => runtime.StartAsync(id));

        Assert.Contains("is a symbolic link", error.Status.Detail, StringComparison.Ordinal);
        Assert.Empty(target.GetFileSystemInfos());
    }

    [Fact]
    public async Task Container_WithoutALogPath_RunsAndItsOutputIsNotKept()
    {
        await using var runtime = await RuntimeHarness.StartAsync();
        var id = await runtime.StartShellAsync(await runtime.RunPodAsync(), "main", "seq 1 100000; exit 2", config => config.LogPath = "");
        var status = await runtime.WaitExitedAsync(id);

        Assert.Equal((2, ""), (status.ExitCode, status.LogPath));
        Assert.False(Directory.Exists(Path.Join(runtime.Logs, "pod", "main")));
    }
}
