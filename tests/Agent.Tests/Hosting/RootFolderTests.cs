using Agent.Hosting;

namespace Agent.Tests.Hosting;

public sealed class RootFolderTests : IDisposable
{
    private readonly TemporaryDirectory _directory = new();

    private string Root => Path.Combine(_directory.Path, "root");

    [Fact]
    public void Take_NewFolder_IsMadeAndClosedToOthers()
    {
        using var folder = RootFolder.Take(Root);

        Assert.Equal(UnixFileMode.None, File.GetUnixFileMode(Root) & (UnixFileMode.OtherRead | UnixFileMode.OtherWrite | UnixFileMode.OtherExecute | UnixFileMode.GroupWrite));
    }

    [Fact]
    public void Take_FolderInUse_SaysSo()
    {
        using var first = RootFolder.Take(Root);

        var error = Assert.Throws<IOException>(() => RootFolder.Take(Root));
        Assert.Equal($"another agent uses {Root}; stop it, or give this one another --root-dir", error.Message);
    }

    [Fact]
    public void Take_FolderOfAnAgentThatHasGone_IsTaken()
    {
        RootFolder.Take(Root).Dispose();

        using var second = RootFolder.Take(Root);
        Assert.Equal(Root, second.Path);
    }

    [Fact]
    public void Delete_Folder_IsGoneButNotWhatItsLinksPointTo()
    {
        var outside = _directory.Write("outside/file", "kept");
        using var folder = RootFolder.Take(Root);
        Directory.CreateSymbolicLink(Path.Combine(Root, "link"), Path.GetDirectoryName(outside)!);

        folder.Delete();

        Assert.False(Directory.Exists(Root));
        Assert.Equal("kept", File.ReadAllText(outside));
    }

    [Fact]
    public void Take_PathThatIsAFile_IsAnError()
    {
        var file = _directory.Write("file", "");

        Assert.Throws<IOException>(() => RootFolder.Take(file));
    }

    public void Dispose() => _directory.Dispose();
}
