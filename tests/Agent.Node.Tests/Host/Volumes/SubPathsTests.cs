using Agent.Node.Host.Linux;
using Agent.Node.Host.Linux.Native;
using Agent.Node.Host.Volumes;

namespace Agent.Node.Tests.Host.Volumes;

public sealed class SubPathsTests : IDisposable
{
    private static readonly CancellationToken None = CancellationToken.None;

    private readonly string _root = Directory.CreateTempSubdirectory("agent-subpaths-").FullName;
    private readonly LinuxHost _host = new();
    private readonly string _volume;

    public SubPathsTests() => _volume = Directory.CreateDirectory(Path.Combine(_root, "volume")).FullName;

    private string Pod => Path.Combine(_root, "pods", "u1");

    private string Target => Path.Combine(Pod, "volume-subpaths/v/main/0");

    public void Dispose()
    {
        _host.TearDownPodAsync(Pod, None).GetAwaiter().GetResult();
        _host.Dispose();
        Directory.Delete(_root, recursive: true);
    }

    [Theory]
    [InlineData("../secret")]
    [InlineData("out")]
    [InlineData("out/secret")]
    [InlineData("a/../../secret")]
    [InlineData("absolute")]
    [InlineData("/etc/passwd")]
    [InlineData("up")]
    public async Task SetUpSubPath_LeadsOutOfTheVolume_IsRefused(string subPath)
    {
        await File.WriteAllTextAsync(Path.Combine(_root, "secret"), "host");
        File.CreateSymbolicLink(Path.Combine(_volume, "out"), _root);
        File.CreateSymbolicLink(Path.Combine(_volume, "absolute"), "/etc/passwd");
        File.CreateSymbolicLink(Path.Combine(_volume, "up"), "../secret");

        var error = await Assert.ThrowsAnyAsync<IOException>(() => SetUpAsync(subPath));

        Assert.DoesNotContain(_root, error.Message, StringComparison.Ordinal);
        Assert.False(Path.Exists(Target));
    }

    [Fact]
    public async Task SetUpSubPath_MissingBehindALinkOut_MakesNothingOutside()
    {
        File.CreateSymbolicLink(Path.Combine(_volume, "out"), _root);

        await Assert.ThrowsAnyAsync<IOException>(() => SetUpAsync("out/made/here"));

        Assert.False(Directory.Exists(Path.Combine(_root, "made")));
    }

    [RootFact]
    public async Task SetUpSubPath_LinkWithinTheVolume_IsFollowed()
    {
        Directory.CreateDirectory(Path.Combine(_volume, "..2026"));
        await File.WriteAllTextAsync(Path.Combine(_volume, "..2026/key"), "value");
        File.CreateSymbolicLink(Path.Combine(_volume, "..data"), "..2026");
        File.CreateSymbolicLink(Path.Combine(_volume, "key"), "..data/key");

        var path = await SetUpAsync("key");

        Assert.Equal(Target, path);
        Assert.Equal("value", await File.ReadAllTextAsync(path));
    }

    [RootFact]
    public async Task SetUpSubPath_Missing_IsMadeWithTheVolumesMode()
    {
        File.SetUnixFileMode(_volume, (UnixFileMode)0x1F8);   // 0770

        await SetUpAsync("a/b");

        Assert.Equal((UnixFileMode)0x1F8, File.GetUnixFileMode(Path.Combine(_volume, "a/b")));
        await File.WriteAllTextAsync(Path.Combine(Target, "f"), "x");
        Assert.True(File.Exists(Path.Combine(_volume, "a/b/f")));
    }

    [RootFact]
    public async Task SetUpSubPath_ReplacedByALinkAfterwards_StillShowsWhatWasOpened()
    {
        await SetUpAsync("dir");
        Directory.Delete(Path.Combine(_volume, "dir"));
        File.CreateSymbolicLink(Path.Combine(_volume, "dir"), "/etc");

        Assert.Empty(Directory.GetFileSystemEntries(Target));
        await Assert.ThrowsAnyAsync<IOException>(() => SetUpAsync("dir"));
    }

    [RootFact]
    public async Task SetUpSubPath_SameFileAgain_IsMountedOnce()
    {
        await SetUpAsync("dir");
        await SetUpAsync("dir");
        Assert.Single(MountPoints.Below(Pod));

        // Another directory of the name: it is what a restarted container is to see.
        Directory.Move(Path.Combine(_volume, "dir"), Path.Combine(_volume, "old"));
        Directory.CreateDirectory(Path.Combine(_volume, "dir"));
        await File.WriteAllTextAsync(Path.Combine(_volume, "dir/new"), "");
        await SetUpAsync("dir");
        Assert.True(File.Exists(Path.Combine(Target, "new")));
        Assert.Single(MountPoints.Below(Pod));
    }

    [RootFact]
    public async Task SetUpSubPath_SwappedAllTheWhile_NeverLeavesTheVolume()
    {
        var secret = FileStat.Of(Directory.CreateDirectory(Path.Combine(_root, "host")).FullName)!.Identity;
        Directory.CreateDirectory(Path.Combine(_volume, "good/dir"));
        using var end = new CancellationTokenSource();
        var attacker = new Thread(() =>
        {
            var path = Path.Combine(_volume, "x");
            while (!end.IsCancellationRequested)
            {
                File.CreateSymbolicLink(path, "good/dir");
                File.Delete(path);
                File.CreateSymbolicLink(path, Path.Combine(_root, "host"));
                File.Delete(path);
                File.CreateSymbolicLink(path, "../host");
                File.Delete(path);
            }
        });
        attacker.Start();
        for (var n = 0; n < 300; n++)
        {
            try
            {
                await _host.SetUpSubPathAsync(new SubPathSetup(_volume, "x", Target, ReadOnlyVolume: true), None);
                Assert.NotEqual(secret, FileStat.Of(Target)!.Identity);
            }
            catch (IOException)
            {
                // Refused, or absent at that moment.
            }
        }

        await end.CancelAsync();
        attacker.Join();
    }

    private Task<string> SetUpAsync(string subPath) =>
        _host.SetUpSubPathAsync(new SubPathSetup(_volume, subPath, Target, ReadOnlyVolume: false), None);
}
