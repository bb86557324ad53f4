using Agent.Node.Probes;
using FsCheck;
using FsCheck.Fluent;

namespace Agent.Node.Tests.Probes;

public sealed class ProbeVerdictTests
{
    private static readonly ProbeTiming Timing = new(TimeSpan.Zero, TimeSpan.FromSeconds(10), TimeSpan.FromSeconds(1), 1, 3);

    // s success, w warning, f failure, e error, l late; S, F, U what holds after it; a dot: it is not probed any more.
    [Theory]
    [InlineData("Readiness", 1, 3, "f s f f f s", "F S S S F S")]
    [InlineData("Readiness", 3, 1, "s s f s s s f", "F F F F F S F")]
    [InlineData("Readiness", 2, 2, "s w f s f f", "F S S S S F")]
    [InlineData("Liveness", 1, 3, "f f s f f f", "S S S S S F.")]
    [InlineData("Liveness", 1, 3, "f e f l f", "S S S S F.")]
    [InlineData("Liveness", 1, 1, "e l e", "S S S")]
    [InlineData("Startup", 1, 3, "f f s", "U U S.")]
    [InlineData("Startup", 1, 3, "f f f", "U U F.")]
    public void Apply_Answers_ChangeWhatHoldsAtTheThreshold(string kindName, int success, int failure, string answers, string expected)
    {
        var kind = Enum.Parse<ProbeKind>(kindName);
        var timing = Timing with { SuccessThreshold = success, FailureThreshold = failure };
        var run = ProbeRun.Begin(kind, ProbeRun.Initial(kind));
        var seen = new List<string>();
        foreach (var answer in answers.Split(' '))
        {
            run = ProbeVerdict.Apply(kind, timing, run, Outcome(answer));
            seen.Add(run.Result.ToString()[..1] + (run.OnHold ? "." : ""));
        }

        Assert.Equal(expected, string.Join(' ', seen));
    }

    [Fact]
    public void Begin_StartedBefore_IsNotProbedAgain()
    {
        Assert.True(ProbeRun.Begin(ProbeKind.Startup, ProbeResult.Success).OnHold);
        Assert.False(ProbeRun.Begin(ProbeKind.Startup, ProbeResult.Unknown).OnHold);
        Assert.False(ProbeRun.Begin(ProbeKind.Readiness, ProbeResult.Success).OnHold);
        Assert.False(ProbeRun.Begin(ProbeKind.Liveness, ProbeResult.Success).OnHold);
    }

    [Fact]
    public void Apply_AnyAnswers_WhatHoldsFollowsFromTheLastOfThem()
    {
        var histories =
            from kind in Gen.Elements(Enum.GetValues<ProbeKind>())
            from success in Gen.Choose(1, 4)
            from failure in Gen.Choose(1, 4)
            from outcomes in Gen.Elements(Enum.GetValues<ProbeOutcome>()).ListOf()
            select (kind, success, failure, outcomes.ToList());
        Check.One(FsCheck.Config.QuickThrowOnFailure.WithMaxTest(500), Prop.ForAll(histories.ToArbitrary(), Holds));
    }

    private static void Holds((ProbeKind Kind, int Success, int Failure, List<ProbeOutcome> Outcomes) history)
    {
        var timing = Timing with { SuccessThreshold = history.Success, FailureThreshold = history.Failure };
        var run = ProbeRun.Begin(history.Kind, ProbeRun.Initial(history.Kind));
        var counted = new List<bool>();
        foreach (var outcome in history.Outcomes)
        {
            var before = run;
            run = ProbeVerdict.Apply(history.Kind, timing, run, outcome);
            if (before.OnHold || outcome is ProbeOutcome.Error or ProbeOutcome.Late)
            {
                Assert.Equal(before, run);
                continue;
            }

            counted.Add(outcome is ProbeOutcome.Success or ProbeOutcome.Warning);
            var last = counted[^1];
            var threshold = last ? history.Success : history.Failure;
            var row = counted.AsEnumerable().Reverse().TakeWhile(c => c == last).Count();
            Assert.Equal(row >= threshold ? last ? ProbeResult.Success : ProbeResult.Failure : before.Result, run.Result);
            Assert.Equal(ProbeRun.IsDecisive(history.Kind, run.Result), run.OnHold);
        }
    }

    private static ProbeOutcome Outcome(string letter) => letter switch
    {
        "s" => ProbeOutcome.Success,
        "w" => ProbeOutcome.Warning,
        "f" => ProbeOutcome.Failure,
        "e" => ProbeOutcome.Error,
        _ => ProbeOutcome.Late,
    };
}
