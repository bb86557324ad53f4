using System.Threading.Channels;
using Agent.Node.Host;
using Agent.Node.Host.Linux;

namespace Agent.Node.Tests.Host;

public sealed class LinuxHostTests : IDisposable
{
    private readonly string _root = Directory.CreateTempSubdirectory("agent-host-").FullName;
    private readonly LinuxHost _host = new();

    [Fact]
    public async Task ReadManifests_Directory_ListsPlainFilesByName()
    {
        await File.WriteAllTextAsync(Path.Combine(_root, "b.yaml"), "b");
        await File.WriteAllTextAsync(Path.Combine(_root, "a.yaml"), "a");
        await File.WriteAllTextAsync(Path.Combine(_root, ".hidden"), "x");
        Directory.CreateDirectory(Path.Combine(_root, "sub"));

        var files = await _host.ReadManifestsAsync(_root, 100, CancellationToken.None);

        Assert.Equal(["a.yaml", "b.yaml"], files.Select(f => Path.GetFileName(f.Path)));
    }

    [Fact]
    public async Task ReadManifests_TooLarge_IsListedWithItsError()
    {
        await File.WriteAllTextAsync(Path.Combine(_root, "a.yaml"), new string('a', 101));

        var file = Assert.Single(await _host.ReadManifestsAsync(_root, 100, CancellationToken.None));

        Assert.Contains("100", file.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task ReadManifests_Missing_IsEmpty() =>
        Assert.Empty(await _host.ReadManifestsAsync(Path.Combine(_root, "none"), 100, CancellationToken.None));

    [Fact]
    public async Task WriteText_OverAnOldFileAndAStaleOneBesideIt_LeavesOnlyTheNewTextForTheOwner()
    {
        var path = Path.Combine(_root, "state", "file");
        await _host.WriteTextAsync(path, "old", CancellationToken.None);
        await File.WriteAllTextAsync(path + ".new", "left by a crash");

        await _host.WriteTextAsync(path, "new", CancellationToken.None);

        Assert.Equal("new", await _host.ReadTextAsync(path, CancellationToken.None));
        Assert.Equal([path], Directory.GetFiles(Path.GetDirectoryName(path)!));
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(path));
    }

    [Fact]
    public async Task PrepareContainerLogs_ExistingLogs_GivesTheHighestNumber()
    {
        var directory = Path.Combine(_root, "ns_pod_uid", "main");
        Assert.Equal(-1, await _host.PrepareContainerLogsAsync(directory, CancellationToken.None));
        await File.WriteAllTextAsync(Path.Combine(directory, "2.log"), "");
        await File.WriteAllTextAsync(Path.Combine(directory, "11.log.20260101-000000.gz"), "");
        await File.WriteAllTextAsync(Path.Combine(directory, "x.log"), "");

        Assert.Equal(11, await _host.PrepareContainerLogsAsync(directory, CancellationToken.None));
    }

    [Fact]
    public async Task PruneContainerLogs_OlderOnes_AreDeleted()
    {
        foreach (var name in new[] { "0.log", "1.log", "1.log.gz", "2.log", "notes" })
        {
            await File.WriteAllTextAsync(Path.Combine(_root, name), "");
        }

        await _host.PruneContainerLogsAsync(_root, 2, CancellationToken.None);

        Assert.Equal(["2.log", "notes"], Directory.GetFiles(_root).Select(Path.GetFileName).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task DeleteTree_LinkInside_IsRemovedAndItsTargetStays()
    {
        var outside = Path.Combine(_root, "outside");
        Directory.CreateDirectory(outside);
        await File.WriteAllTextAsync(Path.Combine(outside, "keep"), "");
        var tree = Path.Combine(_root, "tree");
        Directory.CreateDirectory(tree);
        Directory.CreateSymbolicLink(Path.Combine(tree, "link"), outside);

        await _host.DeleteTreeAsync(tree, CancellationToken.None);

        Assert.False(Directory.Exists(tree));
        Assert.True(File.Exists(Path.Combine(outside, "keep")));
    }

    [Fact]
    public async Task DeleteTree_IsALinkItself_OnlyTheLinkGoes()
    {
        var outside = Path.Combine(_root, "outside");
        Directory.CreateDirectory(outside);
        var link = Path.Combine(_root, "link");
        Directory.CreateSymbolicLink(link, outside);

        await _host.DeleteTreeAsync(link, CancellationToken.None);

        Assert.True(Directory.Exists(outside));
        Assert.False(Path.Exists(link));
    }

    [Fact]
    public async Task Link_Existing_IsReplaced()
    {
        var link = Path.Combine(_root, "links", "a.log");
        await _host.LinkAsync(link, "/one", CancellationToken.None);
        await _host.LinkAsync(link, "/two", CancellationToken.None);

        Assert.Equal("/two", new FileInfo(link).LinkTarget);
    }

    [Fact]
    public async Task DeleteDeadLinks_TargetGone_IsDeleted()
    {
        var target = Path.Combine(_root, "target");
        await File.WriteAllTextAsync(target, "");
        var links = Path.Combine(_root, "links");
        await _host.LinkAsync(Path.Combine(links, "live.log"), target, CancellationToken.None);
        await _host.LinkAsync(Path.Combine(links, "dead.log"), Path.Combine(_root, "gone"), CancellationToken.None);

        await _host.DeleteDeadLinksAsync(links, CancellationToken.None);

        Assert.Equal(["live.log"], Directory.GetFiles(links).Select(Path.GetFileName));
    }

    [Fact]
    public async Task Watch_FileWrittenInSteps_IsCompleteOnceClosed()
    {
        await WatchedAsync(async changes =>
        {
            await using (var file = File.CreateText(Path.Combine(_root, "a.yaml")))
            {
                await file.WriteAsync("a");
                await file.FlushAsync();
                Assert.Equal(FileChange.UnderWay, await changes.ReadAsync());
            }

            while (await changes.ReadAsync() != FileChange.Complete)
            {
            }
        });
    }

    [Fact]
    public async Task Watch_FileMovedIn_IsCompleteAtOnce()
    {
        var outside = Directory.CreateTempSubdirectory();
        var file = Path.Combine(outside.FullName, "a.yaml");
        await File.WriteAllTextAsync(file, "a");

        await WatchedAsync(async changes =>
        {
            File.Move(file, Path.Combine(_root, "a.yaml"));
            Assert.Equal(FileChange.Complete, await changes.ReadAsync());
            File.Delete(Path.Combine(_root, "a.yaml"));
            Assert.Equal(FileChange.Complete, await changes.ReadAsync());
        });
        outside.Delete(recursive: true);
    }

    [Fact]
    public async Task Watch_DirectoryRemoved_EndsWithTheReason()
    {
        var directory = Directory.CreateDirectory(Path.Combine(_root, "pods")).FullName;
        var stands = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var watch = _host.WatchAsync(directory, _ => stands.TrySetResult(), CancellationToken.None);
        await stands.Task.WaitAsync(TimeSpan.FromSeconds(30));

        Directory.Delete(directory);

        var error = await Assert.ThrowsAsync<IOException>(() => watch.WaitAsync(TimeSpan.FromSeconds(30)));
        Assert.Equal($"{directory} was removed or moved", error.Message);
    }

    private async Task WatchedAsync(Func<ChannelReader<FileChange>, Task> use)
    {
        using var stop = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        var changes = Channel.CreateUnbounded<FileChange>();
        var watch = _host.WatchAsync(_root, change => changes.Writer.TryWrite(change), stop.Token);

        // The first tells that the watch stands.
        Assert.Equal(FileChange.Complete, await changes.Reader.ReadAsync(stop.Token));
        await use(changes.Reader);

        await stop.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => watch);
    }

    public void Dispose()
    {
        _host.Dispose();
        Directory.Delete(_root, recursive: true);
    }
}
