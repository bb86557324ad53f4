using Akka.Actor;
using Akka.Event;
using StandIns.Akka.Tests.Harness;

namespace StandIns.Akka.Tests.Systems;

public sealed class SelectionTests : SystemTest
{
    [Theory]
    [InlineData("/user/a/b", "b")]
    [InlineData("akka://test/user/a/b", "b")]
    [InlineData("/user/a/*", "b", "c")]
    [InlineData("/user/a/?", "b", "c")]
    [InlineData("/user/*/b", "b")]
    [InlineData("/user/a/b/..", "a")]
    [InlineData("/user/a/**", "b", "c", "d")]
    public void Tell_Path_ReachesTheActorsThere(string path, params string[] expected)
    {
        var a = Script("a");
        var b = Child(a, "b");
        Child(a, "c");
        Child(b, "d");

        System.ActorSelection(path).Tell("hello");

        Observer.ExpectAll([.. expected.Select(name => $"{name}: hello")]);
        a.Tell("last");
        Observer.Expect("a: last");
    }

    [Theory]
    [InlineData("b", "b")]
    [InlineData("b/d", "d")]
    [InlineData("../a/b", "b")]
    [InlineData("..", null)]
    public void Tell_PathRelativeToAnActor_ReachesTheActorThere(string path, string? expected)
    {
        var a = Script("a");
        var b = Child(a, "b");
        Child(b, "d");

        a.Do(context => context.ActorSelection(path).Tell("hello"));

        if (expected is not null)
        {
            Observer.Expect($"{expected}: hello");
        }

        a.Tell("last");
        Observer.Expect("a: last");
    }

    [Fact]
    public void Tell_ToASelection_KeepsTheSender()
    {
        var a = Script("a");
        var b = Script("b");
        b.Do(context => context.Become(_ => Observer.Note(context.Sender)));

        a.Do(context => context.ActorSelection("/user/b").Tell("hello"));

        Observer.Expect(a);
    }

    [Fact]
    public void Tell_PathWhereNoActorIs_IsADeadLetter()
    {
        System.EventStream.Subscribe(System.ActorOf(Probe.Props(Observer)), typeof(DeadLetter));

        System.ActorSelection("/user/nowhere").Tell("hello");

        var letter = Observer.Expect<DeadLetter>();
        Assert.Equal("hello", letter.Message);
        Assert.Equal("akka://test/user/nowhere", letter.Recipient.Path.ToString());
    }

    [Fact]
    public async Task Identify_PathWhereNoActorIs_AnswersWithNone()
    {
        var identity = await System.ActorSelection("/user/nowhere").Ask<ActorIdentity>(new Identify(1), Observer.Patience);

        Assert.Equal(1, identity.MessageId);
        Assert.Null(identity.Subject);
    }

    [Fact]
    public async Task ResolveOne_Actor_IsItsReference()
    {
        var a = Script("a");

        Assert.Equal(a, await System.ActorSelection("/user/a").ResolveOne(Observer.Patience));
    }

    [Fact]
    public async Task ResolveOne_PathWhereNoActorIs_Throws() => await Assert.ThrowsAsync<ActorNotFoundException>(
        () => System.ActorSelection("/user/nowhere").ResolveOne(Observer.Patience));

    [Fact]
    public void ActorSelection_DoubleWildcardBeforeTheEnd_Throws() =>
        Assert.Throws<IllegalActorNameException>(() => System.ActorSelection("/user/**/b"));

    [Fact]
    public void Provider_ResolveActorRef_FindsActors()
    {
        var a = Script("a");
        var b = Child(a, "b");
        var provider = ((ExtendedActorSystem)System).Provider;

        Assert.Equal(b, provider.ResolveActorRef("akka://test/user/a/b"));
        Assert.Equal(b, provider.ResolveActorRef(b.Path));
        Assert.Equal(System.DeadLetters, provider.ResolveActorRef("akka://other/user/a"));
    }
}
