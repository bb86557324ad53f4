using Agent.Logging;

namespace Agent.Tests.Logging;

public sealed class LogFileTests : IDisposable
{
    private readonly TemporaryDirectory _directory = new();

    [Fact]
    public void Write_FullFile_BeginsANewOne()
    {
        var path = Path.Combine(_directory.Path, "agent.log");
        using (var file = new LogFile(path, maxSize: 10))
        {
            file.Write("0123456789");
            file.Write("abc");
            file.Write("def");
        }

        Assert.Equal("0123456789", File.ReadAllText($"{path}.1"));
        Assert.Equal("abcdef", File.ReadAllText(path));
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(path));
    }

    [Fact]
    public void Write_ExistingFile_IsContinued()
    {
        var path = _directory.Write("agent.log", "before ");
        using (var file = new LogFile(path))
        {
            file.Write("after");
        }

        Assert.Equal("before after", File.ReadAllText(path));
    }

    public void Dispose() => _directory.Dispose();
}
