using Agent.Runtime.Shims;
using Agent.Runtime.Tests.Harness;

namespace Agent.Runtime.Tests.Shims;

public class ExecutableLookupTests
{
    [Fact]
    public void Find_ByName_TakesTheFirstThatCanBeRun()
    {
        using var folder = new TemporaryFolder();
        Directory.CreateDirectory(folder["a/tool"]);
        Directory.CreateDirectory(folder["b"]);
        Directory.CreateDirectory(folder["c"]);
        File.WriteAllText(folder["b/tool"], "");
        File.SetUnixFileMode(folder["b/tool"], UnixFileMode.UserRead);
        File.WriteAllText(folder["c/tool"], "");
        File.SetUnixFileMode(folder["c/tool"], (UnixFileMode)0b111_101_101);

        Assert.Equal(folder["c/tool"], Find("tool", $"{folder["a"]}:{folder["b"]}:{folder["missing"]}:{folder["c"]}"));
    }

    [Theory]
    [InlineData("no-such", "executable file not found in $PATH")]
    [InlineData("", "executable file not found in $PATH")]
    [InlineData("/no/such", "stat /no/such: no such file or directory")]
    [InlineData("/etc", "is a directory")]
    [InlineData("/etc/passwd", "permission denied")]
    public void Find_Unusable_SaysWhy(string name, string reason)
    {
        var error = Assert.Throws<InvalidOperationException>(() => Find(name, "/usr/bin"));

        Assert.Equal($"exec: \"{name}\": {reason}", error.Message);
    }

    [Fact]
    public void Find_NoPath_FindsNothing() => Assert.Throws<InvalidOperationException>(() => ExecutableLookup.Find("sh", ["HOME=/"u8.ToArray()]));

    private static string Find(string name, string path) => ExecutableLookup.Find(name, [System.Text.Encoding.UTF8.GetBytes($"PATH={path}")]);
}
