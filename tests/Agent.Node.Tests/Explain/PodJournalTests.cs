using Agent.Node.Explain;

namespace Agent.Node.Tests.Explain;

public sealed class PodJournalTests
{
    private static readonly DateTimeOffset Start = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);

    [Fact]
    public void Write_NewState_IsATransition()
    {
        var journal = PodJournal.Begin(Start).Write(new PodAccount("CreatingSandbox", "", "RunPodSandbox"), Start.AddSeconds(1));

        Assert.Equal(Start.AddSeconds(1), journal.Since);
        Assert.Equal(new JournalEntry(Start.AddSeconds(1), "CreatingSandbox", "RunPodSandbox"), Assert.Single(journal.Transitions));
    }

    [Fact]
    public void Write_SameAccount_ChangesNothing()
    {
        var account = new PodAccount("Running", "", "");
        var journal = PodJournal.Begin(Start).Write(account, Start);

        Assert.Same(journal, journal.Write(account, Start.AddHours(1)));
    }

    [Fact]
    public void Write_OnlyATimer_KeepsSince()
    {
        var journal = PodJournal.Begin(Start).Write(new PodAccount("BackingOff", "", "a"), Start);
        var timer = new ExplainedTimer("restart a", Start.AddSeconds(10));

        var written = journal.Write(new PodAccount("BackingOff", "", "a", timer), Start.AddSeconds(5));

        Assert.Equal(Start, written.Since);
        Assert.Equal(timer, written.NextTimer);
        Assert.Single(written.Transitions);
    }

    [Fact]
    public void Write_Error_IsKeptUntilCleared()
    {
        var journal = PodJournal.Begin(Start)
            .Write(new PodAccount("SandboxFailed", "", "", null, "no network"), Start)
            .Write(new PodAccount("CreatingSandbox", "", "RunPodSandbox"), Start);
        Assert.Equal("no network", journal.LastError);

        Assert.Equal("", journal.Write(new PodAccount("Running", "", "", null, ""), Start).LastError);
    }

    [Fact]
    public void Write_ManyTransitions_KeepsTheLast()
    {
        var journal = PodJournal.Begin(Start);
        for (var i = 0; i < 100; i++)
        {
            journal = journal.Write(new PodAccount("S" + i, "", ""), Start.AddSeconds(i));
        }

        Assert.Equal(PodJournal.Capacity, journal.Transitions.Count);
        Assert.Equal("S99", journal.Transitions[^1].State);
    }
}
