using Agent.Runtime.Processes;

namespace Agent.Runtime.Tests.Processes;

public class ContainerMembersTests
{
    private static readonly ProcessIdentity Main = new(100, 1000, "boot");

    [Fact]
    public void Of_SessionMarkAndDescent_FindsAll()
    {
        ProcessSnapshot snapshot = new(
            [
                Process(1, 0, 1, 0),
                Process(100, 50, 100, 1000),
                Process(101, 100, 100, 1001),
                Process(102, 1, 102, 1002),
                Process(103, 102, 103, 1003),
                Process(104, 103, 104, 1004),
                Process(200, 1, 200, 1005),
            ],
            pid => pid == 102 ? "c" : pid == 200 ? "other" : null);

        Assert.Equal([100, 101, 102, 103, 104], Pids(snapshot, Main));
    }

    [Fact]
    public void Of_OlderProcessInASessionOfThatNumber_IsNotAMember()
    {
        ProcessSnapshot snapshot = new([Process(101, 1, 100, 999), Process(102, 101, 100, 1001)], _ => null);

        Assert.Equal([102], Pids(snapshot, Main));
    }

    [Fact]
    public void Of_MainEndedUnseen_TrustsTheMarkAlone()
    {
        ProcessSnapshot snapshot = new([Process(100, 1, 100, 5000), Process(101, 100, 100, 5001), Process(102, 1, 7, 5002)], pid => pid == 102 ? "c" : null);

        Assert.Equal([102], Pids(snapshot, null));
    }

    [Fact]
    public void Of_WithoutAMark_GoesBySessionAndDescent()
    {
        ProcessSnapshot snapshot = new([Process(100, 1, 100, 1000), Process(102, 1, 7, 5002)], _ => "c");

        Assert.Equal([100], ContainerMembers.Of(snapshot, Main, null).Select(process => process.Pid));
    }

    [Fact]
    public void MarkOf_AskedTwice_IsReadOnce()
    {
        var reads = 0;
        ProcessSnapshot snapshot = new([], _ => $"{++reads}");

        Assert.Equal("1", snapshot.MarkOf(Process(5, 1, 5, 5)));
        Assert.Equal("1", snapshot.MarkOf(Process(5, 1, 5, 5)));
    }

    private static IEnumerable<int> Pids(ProcessSnapshot snapshot, ProcessIdentity? main) =>
        ContainerMembers.Of(snapshot, main, "c").Select(process => process.Pid).Order();

    private static ProcessStat Process(int pid, int parent, int session, ulong start) => new(pid, 'S', parent, session, 0, start, 0);
}
