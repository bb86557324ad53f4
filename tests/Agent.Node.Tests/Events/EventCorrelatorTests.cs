using System.Globalization;
using System.Text;
using Agent.Node.Events;

namespace Agent.Node.Tests.Events;

public sealed class EventCorrelatorTests
{
    private static readonly DateTimeOffset Start = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);

    private readonly EventCorrelator _correlator = new();
    private DateTimeOffset _now = Start;

    private WrittenEvent? Take(string message, string name = "web", string reason = "Pulled", string fieldPath = "")
    {
        _now += TimeSpan.FromSeconds(1);
        return _correlator.Take(
            new RecordEvent(new EventSubject("v1", "Pod", "default", name, "uid-" + name, fieldPath), EventKind.Normal, reason, message), _now);
    }

    [Fact]
    public void Take_SameAgain_CountsOn()
    {
        var first = Take("m")!;
        var second = Take("m")!;

        Assert.Equal((1, false), (first.Count, first.IsRepeated));
        Assert.Equal((2, true), (second.Count, second.IsRepeated));
        Assert.Equal((first.Name, first.First), (second.Name, second.First));
        Assert.Equal(_now, second.Last);
    }

    [Fact]
    public void Take_AnotherContainer_IsAnotherEvent() =>
        Assert.NotEqual(Take("m", fieldPath: "spec.containers{a}")!.Name, Take("m", fieldPath: "spec.containers{b}")!.Name);

    [Fact]
    public void Take_TwoEventsOfAnObjectAtTheSameTime_HaveDifferentNames()
    {
        var subject = new EventSubject("v1", "Pod", "default", "web", "uid-web", "");

        var one = _correlator.Take(new RecordEvent(subject, EventKind.Warning, "Failed", "one"), Start)!;
        var two = _correlator.Take(new RecordEvent(subject, EventKind.Warning, "Failed", "two"), Start)!;

        Assert.NotEqual(one.Name, two.Name);
    }

    [Fact]
    public void Take_TenDifferentMessages_AreCombinedFromTheTenthOn()
    {
        for (var i = 0; i < 9; i++)
        {
            Assert.Equal(1, Take("m" + i)!.Count);
        }

        var tenth = Take("m9")!;
        var eleventh = Take("m10")!;

        Assert.Equal("(combined from similar events): m9", tenth.Event.Message);
        Assert.Equal("(combined from similar events): m10", eleventh.Event.Message);
        Assert.Equal((tenth.Name, 2), (eleventh.Name, eleventh.Count));
    }

    [Fact]
    public void Take_AfterTenQuietMinutes_GroupBeginsAnew()
    {
        for (var i = 0; i < 12; i++)
        {
            Take("m" + i);
        }

        _now += TimeSpan.FromMinutes(11);
        Assert.Equal("new", Take("new")!.Event.Message);
    }

    [Fact]
    public void Take_FloodOfOneObject_LetsTheBurstThroughThenOneInFiveMinutes()
    {
        var written = Enumerable.Range(0, 100).Count(_ => Take("m") is not null);
        Assert.Equal(EventCorrelator.Burst, written);
        Assert.NotNull(Take("m", name: "other"));

        _now += TimeSpan.FromMinutes(5);
        Assert.NotNull(Take("m"));
        Assert.Null(Take("m"));
    }

    [Fact]
    public void Take_LongMessage_IsCutAtWholeCharacters()
    {
        var message = Take(new string('ä', 2000))!.Event.Message;

        Assert.True(Encoding.UTF8.GetByteCount(message) <= EventCorrelator.MaxMessage);
        Assert.EndsWith("ä...", message, StringComparison.Ordinal);
    }

    [Fact]
    public void Take_ManyObjects_ForgetsTheOldest()
    {
        var first = Take("m", name: "first")!;
        for (var i = 0; i < EventCorrelator.Remembered; i++)
        {
            Take("m", name: i.ToString(CultureInfo.InvariantCulture));
        }

        Assert.NotEqual(first.Name, Take("m", name: "first")!.Name);
    }

    [Fact]
    public void BeginAnew_GoneEvent_IsFirstAgain()
    {
        Take("m");
        var repeated = Take("m")!;
        var anew = _correlator.BeginAnew(repeated, _now + TimeSpan.FromHours(1));

        Assert.False(anew.IsRepeated);
        Assert.NotEqual(repeated.Name, anew.Name);
        Assert.Equal(2, Take("m")!.Count);
    }
}
