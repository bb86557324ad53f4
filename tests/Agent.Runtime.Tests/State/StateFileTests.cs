using Agent.Runtime.State;
using Agent.Runtime.Tests.Harness;

namespace Agent.Runtime.Tests.State;

public class StateFileTests
{
    [Fact]
    public void Write_OverAnOldFile_ReplacesItAndLeavesNoTemporary()
    {
        using var folder = new TemporaryFolder();
        StateFile.Write(folder["state"], "long old content"u8);
        StateFile.Write(folder["state"], "new"u8);

        Assert.Equal("new", File.ReadAllText(folder["state"]));
        Assert.Single(Directory.GetFileSystemEntries(folder.Path));
    }

    [Fact]
    public void Write_NoFolder_ThrowsAndLeavesNothing()
    {
        using var folder = new TemporaryFolder();

        Assert.ThrowsAny<IOException>(() => StateFile.Write(folder["missing/state"], "x"u8));
        Assert.Empty(Directory.GetFileSystemEntries(folder.Path));
    }
}
