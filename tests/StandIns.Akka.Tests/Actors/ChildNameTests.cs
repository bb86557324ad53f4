using Akka.Actor;
using StandIns.Akka.Tests.Harness;

namespace StandIns.Akka.Tests.Actors;

public sealed class ChildNameTests : SystemTest
{
    [Fact]
    public void ActorOf_NameOfASibling_Throws()
    {
        var parent = Script("parent");
        Child(parent, "child");

        var error = Assert.Throws<InvalidActorNameException>(
            () => parent.Get(context => context.ActorOf(Props.Empty, "child")));

        Assert.Contains("not unique", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void ActorOf_NameOfATopLevelActor_Throws()
    {
        Script("name");

        Assert.Throws<InvalidActorNameException>(() => System.ActorOf(Props.Empty, "name"));
    }

    [Theory]
    [InlineData("")]
    [InlineData("$a")]
    [InlineData("a/b")]
    [InlineData("a b")]
    [InlineData("a#1")]
    [InlineData("100%")]
    [InlineData("%zz")]
    [InlineData("ä")]
    public void ActorOf_MalformedName_Throws(string name) =>
        Assert.Throws<InvalidActorNameException>(() => System.ActorOf(Props.Empty, name));

    [Theory]
    [InlineData("a")]
    [InlineData("volume:data")]
    [InlineData("9f1c2d3e-0000-4000-8000-000000000000")]
    [InlineData("a%2Fb")]
    [InlineData("-_.*$+:@&=,!~';()")]
    public void ActorOf_WellFormedName_GivesItToTheActor(string name) =>
        Assert.Equal($"akka://test/user/{name}", System.ActorOf(Props.Empty, name).Path.ToString());

    [Fact]
    public void ActorOf_WithoutName_MakesOneUp()
    {
        var parent = Script("parent");

        var names = parent.Get(context => Enumerable.Range(0, 100).Select(_ => context.ActorOf(Props.Empty).Path.Name).ToArray());

        Assert.Equal(100, names.Distinct().Count());
        Assert.Equal(["$a", "$b"], names.Take(2));
        Assert.All(names, name => Assert.StartsWith("$", name, StringComparison.Ordinal));
    }

    [Fact]
    public void ActorOf_NameOfATerminatedChild_MakesAnotherActor()
    {
        var parent = Script("parent");
        var first = Child(parent, "child");
        parent.Get(context => context.Watch(first));
        System.Stop(first);
        Observer.Expect("child PostStop");
        Observer.Expect($"parent: <Terminated>: {first} - ExistenceConfirmed=True");

        var second = Child(parent, "child");

        Assert.Equal(first.Path, second.Path);
        Assert.NotEqual(first, second);
        Assert.NotEqual(first.Path.Uid, second.Path.Uid);
        first.Tell("to the first");
        second.Tell("to the second");
        Observer.Expect("child: to the second");
    }

    [Fact]
    public void ActorOf_NameOfAChildThatIsBeingStopped_Throws()
    {
        var parent = Script("parent");
        var child = Child(parent, "child");
        using var blocked = new ManualResetEventSlim();
        child.Do(_ => blocked.Wait(Observer.Patience));

        Assert.Throws<InvalidActorNameException>(() => parent.Get(context =>
        {
            context.Stop(child);
            return context.ActorOf(Props.Empty, "child");
        }));

        blocked.Set();
        Observer.Expect("child PostStop");
    }

    [Fact]
    public void ActorOf_WhileTerminating_Throws()
    {
        var parent = System.ActorOf(Props.Create(() => new SpawnsInPostStop(Observer)));

        System.Stop(parent);

        Observer.Expect(nameof(InvalidOperationException));
    }

    [Fact]
    public void Child_ByName_IsTheChildOrNobody()
    {
        var parent = Script("parent");
        var child = Child(parent, "child");

        Assert.Equal(child, parent.Get(context => context.Child("child")));
        Assert.True(parent.Get(context => context.Child("other")).IsNobody());
    }

    [Fact]
    public void GetChildren_OfAParent_AreAllChildren()
    {
        var parent = Script("parent");
        var first = Child(parent, "first");
        var second = Child(parent, "second");

        var children = parent.Get(context => context.GetChildren().ToArray());

        Assert.Equal([first, second], children.Order());
        Assert.Empty(first.Get(context => context.GetChildren().ToArray()));
        Assert.Equal(parent, first.Get(context => context.Parent));
    }

    private sealed class SpawnsInPostStop(Observer observer) : UntypedActor
    {
        protected override void OnReceive(object message)
        {
        }

        protected override void PostStop()
        {
            try
            {
                Context.ActorOf(Props.Empty);
            }
            catch (Exception e)
            {
                observer.Note(e.GetType().Name);
            }
        }
    }
}
