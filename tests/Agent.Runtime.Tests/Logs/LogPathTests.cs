using Agent.Runtime.Logs;
using Agent.Runtime.Native;
using Agent.Runtime.Tests.Harness;

namespace Agent.Runtime.Tests.Logs;

public class LogPathTests
{
    [Theory]
    [InlineData("/var/log/pods/p", "c/0.log", "/var/log/pods/p/c/0.log")]
    [InlineData("/var/log/pods/p/", "c//0.log", "/var/log/pods/p/c/0.log")]
    [InlineData("/logs", "0.log", "/logs/0.log")]
    public void Create_GoodPaths_AreJoined(string directory, string path, string full) =>
        Assert.Equal(full, LogPath.Create(directory, path)?.Full);

    [Theory]
    [InlineData("", "0.log")]
    [InlineData("/logs", "")]
    public void Create_EitherEmpty_IsNoLog(string directory, string path) => Assert.Null(LogPath.Create(directory, path));

    [Theory]
    [InlineData("/logs", "..")]
    [InlineData("/logs", "../0.log")]
    [InlineData("/logs", "c/../../0.log")]
    [InlineData("/logs", "./0.log")]
    [InlineData("/logs", "/0.log")]
    [InlineData("/logs", "c/")]
    [InlineData("/logs", "a\0b")]
    [InlineData("logs", "0.log")]
    [InlineData("/logs/../etc", "0.log")]
    public void Create_PathThatLeadsElsewhere_IsRefused(string directory, string path)
    {
        var error = Assert.Throws<ArgumentException>(() => LogPath.Create(directory, path));

        Assert.StartsWith("log_", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Open_NothingThere_MakesItWithItsModes()
    {
        using var folder = new TemporaryFolder();
        var (file, facts) = LogPath.Create(folder["a/b"], "c/0.log")!.Open();
        _ = Libc.CloseRaw(file);

        Assert.True(facts.IsRegular);
        Assert.Equal((UnixFileMode)0b110_100_000, File.GetUnixFileMode(folder["a/b/c/0.log"]));
        Assert.True(File.GetUnixFileMode(folder["a/b/c"]).HasFlag(UnixFileMode.GroupExecute));
    }

    [Fact]
    public void Open_LinkInPlaceOfTheFile_IsRefused()
    {
        using var folder = new TemporaryFolder();
        Directory.CreateDirectory(folder["logs"]);
        File.WriteAllText(folder["target"], "");
        File.CreateSymbolicLink(folder["logs/0.log"], folder["target"]);

        Assert.Contains("symbolic link", Refusal(folder["logs"], "0.log").Message, StringComparison.Ordinal);
        Assert.Equal("", File.ReadAllText(folder["target"]));
    }

    [Fact]
    public void Open_LinkInPlaceOfADirectory_IsRefused()
    {
        using var folder = new TemporaryFolder();
        Directory.CreateDirectory(folder["logs"]);
        Directory.CreateDirectory(folder["target"]);
        Directory.CreateSymbolicLink(folder["logs/c"], folder["target"]);

        Assert.Contains("symbolic link", Refusal(folder["logs"], "c/0.log").Message, StringComparison.Ordinal);
        Assert.Empty(Directory.GetFileSystemEntries(folder["target"]));
    }

    [Fact]
    public void Open_LogDirectoryItselfALink_IsRefused()
    {
        using var folder = new TemporaryFolder();
        Directory.CreateDirectory(folder["target"]);
        Directory.CreateSymbolicLink(folder["logs"], folder["target"]);

        Assert.Contains("symbolic link", Refusal(folder["logs"], "0.log").Message, StringComparison.Ordinal);
        Assert.Empty(Directory.GetFileSystemEntries(folder["target"]));
    }

    [Fact]
    public void Open_LinkAboveTheLogDirectory_IsTheAdministrators()
    {
        using var folder = new TemporaryFolder();
        Directory.CreateDirectory(folder["disk"]);
        Directory.CreateSymbolicLink(folder["var"], folder["disk"]);
        var (file, _) = LogPath.Create(folder["var/logs"], "0.log")!.Open();
        _ = Libc.CloseRaw(file);

        Assert.True(File.Exists(folder["disk/logs/0.log"]));
    }

    [Fact]
    public void Open_FifoInPlaceOfTheFile_IsRefusedAtOnce()
    {
        using var folder = new TemporaryFolder();
        Directory.CreateDirectory(folder["logs"]);
        Libc.Check(Libc.MkfifoRaw(folder["logs/0.log"], 0b110_000_000), "mkfifo");

        Assert.IsAssignableFrom<IOException>(Refusal(folder["logs"], "0.log"));
    }

    [Fact]
    public void Delete_FileOrNothing_LeavesNothing()
    {
        using var folder = new TemporaryFolder();
        var path = LogPath.Create(folder["logs"], "c/0.log")!;
        path.Delete();
        var (file, _) = path.Open();
        _ = Libc.CloseRaw(file);
        path.Delete();

        Assert.Empty(Directory.GetFileSystemEntries(folder["logs/c"]));
    }

    [Fact]
    public void Delete_BehindALink_LeavesTheTarget()
    {
        using var folder = new TemporaryFolder();
        Directory.CreateDirectory(folder["logs"]);
        Directory.CreateDirectory(folder["target"]);
        File.WriteAllText(folder["target/0.log"], "mine");
        Directory.CreateSymbolicLink(folder["logs/c"], folder["target"]);
        LogPath.Create(folder["logs"], "c/0.log")!.Delete();

        Assert.Equal("mine", File.ReadAllText(folder["target/0.log"]));
    }

    private static IOException Refusal(string directory, string path) =>
        Assert.ThrowsAny<IOException>(() => LogPath.Create(directory, path)!.Open());
}
