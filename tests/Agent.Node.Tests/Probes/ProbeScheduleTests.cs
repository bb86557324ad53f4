using Agent.Kubernetes;
using Agent.Node.Probes;
using FsCheck;
using FsCheck.Fluent;

namespace Agent.Node.Tests.Probes;

public sealed class ProbeScheduleTests
{
    private static readonly DateTimeOffset Start = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);

    [Fact]
    public void Timing_OfAnEmptySpec_HasTheDefaultsOfTheApi() => Assert.Equal(
        new ProbeTiming(TimeSpan.Zero, TimeSpan.FromSeconds(10), TimeSpan.FromSeconds(1), 1, 3), ProbeTiming.Of(new V1Probe()));

    [Theory]
    [InlineData(0, 0, null, 0)]
    [InlineData(0, 5, null, 5)]
    [InlineData(30, 5, null, 30)]
    [InlineData(30, 31, null, 31)]
    [InlineData(0, 5, 0.5, 5.5)]
    public void First_Of_IsDueAfterTheDelayOfARunningContainer(int delay, int now, double? spread, double expected) => Assert.Equal(
        Start.AddSeconds(expected), ProbeSchedule.First(Timing(10) with { InitialDelay = TimeSpan.FromSeconds(delay) }, Start, Start.AddSeconds(now), spread));

    [Theory]
    [InlineData(10, 100, 100.5, null, 110)]
    [InlineData(10, 100, 109.9, null, 110)]
    [InlineData(10, 100, 111, null, 111)]
    [InlineData(10, 100, 135, null, 135)]
    [InlineData(10, 100, 100.5, 1, 101)]
    [InlineData(10, 100, 100.5, 2, 102)]
    [InlineData(10, 100, 100.5, 3, 104)]
    [InlineData(10, 100, 100.5, 4, 108)]
    [InlineData(10, 100, 100.5, 5, 110)]
    [InlineData(10, 100, 100.5, 500, 110)]
    [InlineData(1, 100, 100.5, 1, 101)]
    public void Next_Of_KeepsTheRhythm(int period, double due, double now, int? eager, double expected) =>
        Assert.Equal(Start.AddSeconds(expected), ProbeSchedule.Next(Timing(period), Start.AddSeconds(due), Start.AddSeconds(now), eager, null));

    [Fact]
    public void Next_AfterAStartOfTheAgent_IsSpreadOverThePeriod() => Assert.Equal(
        Start.AddSeconds(103), ProbeSchedule.Next(Timing(10), Start.AddSeconds(100), Start.AddSeconds(100), null, 0.3));

    [Theory]
    [InlineData(5, true)]
    [InlineData(10, false)]
    public void IsSpread_OfAPeriod_UntilTheAgentHasRunForOne(int seconds, bool expected) =>
        Assert.Equal(expected, ProbeSchedule.IsSpread(Timing(10), Start.AddSeconds(seconds), Start));

    [Fact]
    public void Next_Any_IsNeitherInThePastNorLaterThanAPeriod()
    {
        var cases = from period in Gen.Choose(1, 300)
                    from late in Gen.Choose(0, 1_000_000)
                    from eager in Gen.Choose(-1, 40)
                    select (period, late, eager);
        Check.One(FsCheck.Config.QuickThrowOnFailure.WithMaxTest(500), Prop.ForAll(cases.ToArbitrary(), c =>
        {
            var now = Start.AddMilliseconds(c.late);
            var next = ProbeSchedule.Next(Timing(c.period), Start, now, c.eager > 0 ? c.eager : null, null);
            Assert.True(next >= now && next <= now.AddSeconds(c.period));
        }));
    }

    [Theory]
    [InlineData(0, false, "Failure")]
    [InlineData(100, true, "Failure")]
    [InlineData(101, false, "Extend")]
    [InlineData(101, true, "Discard")]
    public void Judge_Deadline_IsTheContainersFaultOnlyWhenTheAgentWasInTime(int late, bool extended, string expected) =>
        Assert.Equal(expected, ProbeLateness.Judge(TimeSpan.FromMilliseconds(late), extended).ToString());

    private static ProbeTiming Timing(int period) => ProbeTiming.Of(new V1Probe { PeriodSeconds = period });
}
