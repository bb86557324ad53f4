using System.Diagnostics;
using Agent.Node.Host.Linux;

namespace Agent.Node.Tests.Host;

/// <summary>Whatever a container puts in place of its file, reading it neither leaves the file nor hangs.</summary>
public sealed class RegularFileTests : IDisposable
{
    private readonly string _directory = Directory.CreateTempSubdirectory().FullName;

    public void Dispose() => Directory.Delete(_directory, recursive: true);

    [Theory]
    [InlineData("", 4, "", true)]
    [InlineData("abc", 4, "abc", true)]
    [InlineData("abcd", 4, "abcd", true)]
    [InlineData("abcdefg", 4, "defg", false)]
    public void ReadTail_File_IsItsEnd(string content, int max, string expected, bool isWhole)
    {
        File.WriteAllText(In("file"), content);

        var tail = RegularFile.ReadTail(In("file"), max)!;

        Assert.Equal((expected, isWhole), (System.Text.Encoding.UTF8.GetString(tail.Content.Span), tail.IsWhole));
    }

    [Fact]
    public void ReadTail_Missing_IsNull()
    {
        Assert.Null(RegularFile.ReadTail(In("none"), 10));
        File.WriteAllText(In("file"), "");
        Assert.Null(RegularFile.ReadTail(In("file/none"), 10));
    }

    [Fact]
    public void ReadTail_Link_IsNotFollowed()
    {
        File.WriteAllText(In("secret"), "secret");
        File.CreateSymbolicLink(In("link"), In("secret"));

        Assert.Contains("link", Assert.Throws<IOException>(() => RegularFile.ReadTail(In("link"), 10)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void ReadTail_PipeThatNobodyWrites_DoesNotWait()
    {
        using var made = Process.Start("mkfifo", In("pipe"));
        made.WaitForExit();

        Assert.Contains("regular", Assert.Throws<IOException>(() => RegularFile.ReadTail(In("pipe"), 10)).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("/dev/zero")]
    [InlineData("/tmp")]
    public void ReadTail_DeviceOrDirectory_IsRefused(string path) => Assert.Throws<IOException>(() => RegularFile.ReadTail(path, 10));

    private string In(string name) => Path.Combine(_directory, name);
}
