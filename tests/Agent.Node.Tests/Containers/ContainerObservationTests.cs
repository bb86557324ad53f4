using Agent.Node.Containers;
using Agent.Node.Runtime;

namespace Agent.Node.Tests.Containers;

public sealed class ContainerObservationTests
{
    private static readonly DateTimeOffset Now = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);

    [Fact]
    public void Apply_NothingKnownNothingThere_StaysWaiting() =>
        Assert.Equal(ContainerPhase.Waiting, ContainerObservation.Apply(Record(), [], Now).Phase);

    [Theory]
    [InlineData(ContainerInstanceState.Running, ContainerPhase.Running)]
    [InlineData(ContainerInstanceState.Exited, ContainerPhase.Exited)]
    [InlineData(ContainerInstanceState.Created, ContainerPhase.Waiting)]
    [InlineData(ContainerInstanceState.Unknown, ContainerPhase.Waiting)]
    internal void Apply_Adoption_TakesTheInstancesState(ContainerInstanceState state, ContainerPhase phase)
    {
        var record = ContainerObservation.Apply(Record(), [Instance("1", state)], Now);

        Assert.Equal(phase, record.Phase);
        Assert.Equal("1", record.Instance?.Id);
        Assert.Equal(["1"], record.InstanceIds);
    }

    [Fact]
    public void Apply_RunningExited_BecomesExited()
    {
        var running = ContainerObservation.Apply(Record(), [Instance("1", ContainerInstanceState.Running)], Now);
        var exited = ContainerObservation.Apply(running, [Instance("1", ContainerInstanceState.Exited) with { ExitCode = 3 }], Now.AddSeconds(5));

        Assert.Equal((ContainerPhase.Exited, 3), (exited.Phase, exited.Instance!.ExitCode));
        Assert.Equal(Now.AddSeconds(5), exited.Since);
    }

    [Fact]
    public void Apply_RunningVanished_IsLostWith137()
    {
        var running = ContainerObservation.Apply(Record(), [Instance("1", ContainerInstanceState.Running)], Now);
        var lost = ContainerObservation.Apply(running, [], Now.AddSeconds(5));

        Assert.Equal((ContainerPhase.Exited, 137, "ContainerStatusUnknown"), (lost.Phase, lost.Instance!.ExitCode, lost.Instance.Reason));
        Assert.Empty(lost.InstanceIds);
    }

    [Theory]
    [InlineData(ContainerPhase.Creating)]
    [InlineData(ContainerPhase.Starting)]
    internal void Apply_CallUnderWay_ChangesNothing(ContainerPhase phase)
    {
        var record = Record() with { Phase = phase };

        Assert.Same(record, ContainerObservation.Apply(record, [Instance("1", ContainerInstanceState.Created)], Now));
    }

    [Fact]
    public void Apply_BackingOffAndSameExitSeenAgain_KeepsTheBackOff()
    {
        var exited = ContainerObservation.Apply(Record(), [Instance("1", ContainerInstanceState.Exited)], Now);
        var backingOff = exited with { Phase = ContainerPhase.BackingOff, Reason = "CrashLoopBackOff", DueAt = Now.AddSeconds(10) };

        var seen = ContainerObservation.Apply(backingOff, [Instance("1", ContainerInstanceState.Exited)], Now.AddSeconds(1));

        Assert.Equal((ContainerPhase.BackingOff, "CrashLoopBackOff"), (seen.Phase, seen.Reason));
    }

    [Fact]
    public void Apply_StoppingAndStillRunning_StaysStopping()
    {
        var running = ContainerObservation.Apply(Record(), [Instance("1", ContainerInstanceState.Running)], Now);

        var seen = ContainerObservation.Apply(running with { Phase = ContainerPhase.Stopping }, [Instance("1", ContainerInstanceState.Running)], Now);

        Assert.Equal(ContainerPhase.Stopping, seen.Phase);
    }

    [Fact]
    public void Apply_Recovering_TakesTheRuntimesWord()
    {
        var record = Record() with { Phase = ContainerPhase.Recovering, Instance = Instance("1", ContainerInstanceState.Running) };

        Assert.Equal(ContainerPhase.Running, ContainerObservation.Apply(record, [Instance("1", ContainerInstanceState.Running)], Now).Phase);
        Assert.Equal(ContainerPhase.Exited, ContainerObservation.Apply(record, [], Now).Phase);
        Assert.Equal(ContainerPhase.Waiting, ContainerObservation.Apply(record with { Instance = null }, [], Now).Phase);
    }

    [Fact]
    public void Apply_NewInstance_KeepsTheOldOneAsPrevious()
    {
        var exited = ContainerObservation.Apply(Record(), [Instance("1", ContainerInstanceState.Exited)], Now);
        var running = ContainerObservation.Apply(
            exited, [Instance("2", ContainerInstanceState.Running), Instance("1", ContainerInstanceState.Exited)], Now);

        Assert.Equal(("2", "1"), (running.Instance!.Id, running.Previous!.Id));
    }

    private static ContainerRecord Record() => new() { Name = "c", Kind = ContainerKind.Regular };

    private static ContainerInstance Instance(string id, ContainerInstanceState state) => new() { Id = id, Name = "c", State = state };
}
