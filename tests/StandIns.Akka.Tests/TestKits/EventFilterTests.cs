using Akka.Actor;
using Akka.Event;
using Akka.TestKit.Xunit2;
using Xunit.Sdk;

namespace StandIns.Akka.Tests.TestKits;

public class EventFilterTests() : TestKit("akka { loglevel = DEBUG, test.filter-leeway = 1s }")
{
    private static readonly TimeSpan Short = TimeSpan.FromMilliseconds(200);

    [Fact]
    public async Task Exception_OfThatType_IsCounted()
    {
        EventFilter.Exception<FormatException>().ExpectOne(() => Log.Error(new FormatException("bad"), "failed"));
        EventFilter.Exception<FormatException>().Expect(2, () =>
        {
            Log.Error(new FormatException("bad"), "failed");
            Log.Error(new InvalidOperationException("other"), "failed");
            Log.Error(new FormatException("worse"), "failed");
        });
        await EventFilter.Exception<Exception>(contains: "ba").ExpectOneAsync(() =>
        {
            Log.Error(new FormatException("bad"), "failed");
            return Task.CompletedTask;
        });
    }

    [Fact]
    public void Exception_ThrownByActor_IsSeenOnRestart()
    {
        var actor = ActorOf<Failing>("failing");

        EventFilter.Exception<FormatException>("told to").ExpectOne(() => actor.Tell("fail"));
        EventFilter.Exception<FormatException>(source: actor.Path.ToString()).ExpectOne(() => actor.Tell("fail"));
    }

    [Fact]
    public void Levels_EachKind_MatchTheirOwn()
    {
        EventFilter.Error("one").ExpectOne(() => LogAll("one"));
        EventFilter.Warning("two").ExpectOne(() => LogAll("two"));
        EventFilter.Info("three").ExpectOne(() => LogAll("three"));
        EventFilter.Debug("four").ExpectOne(() => LogAll("four"));
    }

    [Fact]
    public void Text_Forms_Match()
    {
        EventFilter.Warning(start: "a warn").ExpectOne(() => Log.Warning("a {0}", "warning"));
        EventFilter.Warning(contains: "warn").ExpectOne(() => Log.Warning("a {0}", "warning"));
        Assert.ThrowsAny<XunitException>(() => EventFilter.Warning("warn").ExpectOne(Short, () => Log.Warning("a warning")));
    }

    [Fact]
    public void Expect_TooMany_Fails() => Assert.ThrowsAny<XunitException>(() => EventFilter.Warning("x").ExpectOne(() =>
    {
        Log.Warning("x");
        Log.Warning("x");
        Barrier();
    }));

    [Fact]
    public async Task Expect_None_WaitsThatNoneComes()
    {
        EventFilter.Error().Expect(0, Short, () => Log.Warning("x"));
        Assert.ThrowsAny<XunitException>(() => EventFilter.Error().Expect(0, () => Log.Error("x")));
        await Assert.ThrowsAnyAsync<XunitException>(() => EventFilter.Error().ExpectAsync(2, Short, () =>
        {
            Log.Error("x");
            return Task.CompletedTask;
        }));
    }

    private void LogAll(string text)
    {
        Log.Error(text);
        Log.Warning(text);
        Log.Info(text);
        Log.Debug(text);
    }

    /// <summary>Waits until the logger has seen all that was logged so far.</summary>
    private void Barrier() => EventFilter.Info("barrier").ExpectOne(() => Log.Info("barrier"));

    private sealed class Failing : UntypedActor
    {
        protected override void OnReceive(object message) => throw new FormatException("told to");
    }
}
