using Agent.Runtime.Tests.Harness;
using Agent.Runtime.TestServers;

namespace Agent.Runtime.Tests.TestServers;

public sealed class ServedFilesTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public ServedFilesTests()
    {
        Directory.CreateDirectory(_folder["volume/sub"]);
        Directory.CreateDirectory(_folder["volume-other"]);
        File.WriteAllText(_folder["volume/file"], "");
        File.WriteAllText(_folder["secret"], "");
        File.WriteAllText(_folder["volume-other/file"], "");
        File.CreateSymbolicLink(_folder["volume/inside"], "file");
        File.CreateSymbolicLink(_folder["volume/outside"], _folder["secret"]);
        Directory.CreateSymbolicLink(_folder["volume/up"], _folder.Path);
    }

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("volume", true)]
    [InlineData("volume/file", true)]
    [InlineData("volume/inside", true)]
    [InlineData("volume/outside", false)]
    [InlineData("volume/up/secret", false)]
    [InlineData("volume/../secret", false)]
    [InlineData("volume-other/file", false)]
    [InlineData("secret", false)]
    [InlineData("volume/missing", false)]
    public void Find_Path_IsServedOnlyFromItsRoots(string path, bool isServed) =>
        Assert.Equal(isServed, new ServedFiles([_folder["volume"]], null).Find($"{_folder.Path}/{path}") is not null);

    [Theory]
    [InlineData("volume/new", true)]
    [InlineData("volume/sub/new", true)]
    [InlineData("volume/file", true)]
    [InlineData("volume/outside", false)]
    [InlineData("volume/up/new", false)]
    [InlineData("volume/missing/new", false)]
    [InlineData("new", false)]
    public void FindForWriting_Path_IsInItsRoots(string path, bool isServed) =>
        Assert.Equal(isServed, new ServedFiles([_folder["volume"]], null).FindForWriting($"{_folder.Path}/{path}") is not null);

    [Fact]
    public void Find_BehindALinkOfTheRuntime_IsTheVolume()
    {
        Directory.CreateDirectory(_folder["mounts/etc"]);
        Directory.CreateSymbolicLink(_folder["mounts/etc/config"], _folder["volume"]);
        var files = new ServedFiles(["/etc/config"], _folder["mounts"]);

        Assert.Equal(_folder["volume/file"], files.Find("/etc/config/file"));
        Assert.Null(files.Find("/etc/passwd"));
    }
}
