using System.Text;
using Agent.Node.Containers.Files;
using Agent.Node.Host;
using Agent.Node.Runtime;
using FsCheck;
using FsCheck.Fluent;

namespace Agent.Node.Tests.Containers.Files;

public sealed class TerminationMessagesTests
{
    private static readonly ContainerInstance Ended = new()
    {
        Id = "c1",
        Name = "main",
        State = ContainerInstanceState.Exited,
        ExitCode = 1,
        Reason = "Error",
        LogPath = "/logs/0.log",
        MessagePath = "/root-dir/pods/u1/containers/main/0000000a",
    };

    [Theory]
    [InlineData("FallbackToLogsOnError", 1, "Error", true)]
    [InlineData("FallbackToLogsOnError", 0, "Completed", false)]
    [InlineData("FallbackToLogsOnError", 1, "ContainerCannotRun", false)]
    [InlineData("File", 1, "Error", false)]
    [InlineData("", 1, "Error", false)]
    public void FallsBack_OnlyOnErrorsOfTheContainerItself(string policy, int exitCode, string reason, bool falls) =>
        Assert.Equal(falls, TerminationMessages.FallsBack(Ended with { MessagePolicy = policy, ExitCode = exitCode, Reason = reason }));

    [Fact]
    public void IsAwaited_UntilReadAndOnlyOfWhatEnded()
    {
        Assert.True(TerminationMessages.IsAwaited(Ended));
        Assert.False(TerminationMessages.IsAwaited(Ended with { AppMessage = "" }));
        Assert.False(TerminationMessages.IsAwaited(Ended with { State = ContainerInstanceState.Running }));
        Assert.False(TerminationMessages.IsAwaited(Ended with { MessagePath = "" }));
        Assert.True(TerminationMessages.IsAwaited(Ended with { MessagePath = "", MessagePolicy = "FallbackToLogsOnError" }));
        Assert.False(TerminationMessages.IsAwaited(null));
    }

    [Theory]
    [InlineData("/root-dir/pods/u1/containers/main/0000000a", true)]
    [InlineData("/etc/shadow", false)]
    [InlineData("/root-dir/pods/u1/containers/other/0000000a", false)]
    [InlineData("/root-dir/pods/u1/containers/main/../../../../../etc/shadow", false)]
    public void HasOwnFile_OnlyBelowThePodsOwnDirectory(string path, bool own) =>
        Assert.Equal(own, TerminationMessages.HasOwnFile(Ended with { MessagePath = path }, "/root-dir/pods/u1"));

    [Fact]
    public void OfLog_ManyLines_AreTheLast80()
    {
        var log = string.Concat(Enumerable.Range(0, 200).Select(i => Line($"l{i}")));

        Assert.Equal(string.Concat(Enumerable.Range(120, 80).Select(i => $"l{i}\n")), TerminationMessages.OfLog(Tail(log)));
    }

    [Fact]
    public void OfLog_LongLines_AreTheLast2048Bytes()
    {
        var log = Line(new string('a', 3000)) + Line(new string('b', 2000));

        var message = TerminationMessages.OfLog(Tail(log));

        Assert.Equal(new string('a', 46) + "\n" + new string('b', 2000) + "\n", message);
    }

    [Fact]
    public void OfLog_PartialRecords_AreJoined() =>
        Assert.Equal("onetwo\n", TerminationMessages.OfLog(Tail(Line("one", "P") + Line("two"))));

    [Fact]
    public void OfLog_EndOfALongFile_LeavesOutTheLineCutInTwo() =>
        Assert.Equal("whole\n", TerminationMessages.OfLog(Tail("half of a line\n" + Line("whole"), isWhole: false)));

    [Fact]
    public void OfLog_OneLineLongerThanWhatWasRead_IsItsEnd() =>
        Assert.Equal(new string('x', 2048), TerminationMessages.OfLog(Tail(new string('x', 5000), isWhole: false)));

    [Theory]
    [InlineData("")]
    [InlineData("no log at all, I fear\n")]
    [InlineData("short\n")]
    [InlineData("\n\n\n")]
    public void OfLog_NothingUsable_IsEmpty(string log) => Assert.Equal("", TerminationMessages.OfLog(Tail(log)));

    [Fact]
    public void OfFile_CutInsideACharacter_BeginsWithTheNext() =>
        Assert.Equal("b", TerminationMessages.OfFile(new FileTail(Encoding.UTF8.GetBytes("äb").AsMemory(1), false)));

    [Theory]
    [InlineData("", "", "")]
    [InlineData("killed", "", "killed")]
    [InlineData("", "bye", "bye")]
    [InlineData("killed", "bye", "killed: bye")]
    public void Combine_RuntimeThenApplication(string runtime, string application, string both) =>
        Assert.Equal(both, TerminationMessages.Combine(runtime, application));

    [Fact]
    public void OfLog_AnyBytes_NeverFailsAndKeepsTheLimit() => Check.One(
        FsCheck.Config.QuickThrowOnFailure.WithMaxTest(300),
        Prop.ForAll(
            Gen.Elements<byte>(0, 10, 32, (byte)'F', (byte)'P', (byte)'x', 0xC3, 0xA4, 0xFF).ArrayOf().ToArbitrary(),
            bytes => new[] { true, false }.All(
                isWhole => Encoding.UTF8.GetByteCount(TerminationMessages.OfLog(new FileTail(bytes, isWhole))) <= 3 * 2048)));

    private static FileTail Tail(string text, bool isWhole = true) => new(Encoding.UTF8.GetBytes(text), isWhole);

    private static string Line(string text, string tag = "F") => $"2026-01-01T00:00:00.000000000Z stdout {tag} {text}\n";
}
