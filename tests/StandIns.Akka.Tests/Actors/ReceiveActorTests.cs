using Akka.Actor;
using Akka.Event;
using StandIns.Akka.Tests.Harness;

namespace StandIns.Akka.Tests.Actors;

public sealed class ReceiveActorTests : SystemTest
{
    [Theory]
    [InlineData("text", "text: text")]
    [InlineData("", "empty text")]
    [InlineData(3, "odd: 3")]
    [InlineData(4, "int by type: 4")]
    [InlineData(5L, "long: 5")]
    [InlineData(6L, "any: 6")]
    [InlineData('c', "any: c")]
    public void Receive_Message_GoesToTheFirstHandlerThatTakesIt(object message, string expected)
    {
        System.ActorOf(Props.Create(() => new Declaring(Observer))).Tell(message);

        Observer.Expect(expected);
    }

    [Fact]
    public void Receive_BaseType_TakesDerivedMessages()
    {
        System.ActorOf(Props.Create(() => new TakesExceptions(Observer))).Tell(new ArgumentNullException("x"));

        Observer.Expect("ArgumentNullException");
    }

    [Fact]
    public void Receive_UnknownMessage_IsUnhandled()
    {
        System.EventStream.Subscribe(System.ActorOf(Probe.Props(Observer)), typeof(UnhandledMessage));
        var actor = System.ActorOf(Props.Create(() => new TakesExceptions(Observer)));

        actor.Tell("unknown");

        var unhandled = Observer.Expect<UnhandledMessage>();
        Assert.Equal("unknown", unhandled.Message);
        Assert.Equal(actor, unhandled.Recipient);
    }

    [Fact]
    public void Become_AndBack_ChangesTheHandlers()
    {
        var actor = System.ActorOf(Props.Create(() => new Changing(Observer)));

        actor.Tell("a");
        actor.Tell("become 1");
        actor.Tell("b");
        actor.Tell("become 2");
        actor.Tell("c");
        actor.Tell("stack 3");
        actor.Tell("d");
        actor.Tell("unbecome");
        actor.Tell("e");
        actor.Tell("unbecome");
        actor.Tell("f");
        actor.Tell("unbecome");
        actor.Tell("g");

        Assert.Equal(["0 a", "1 b", "2 c", "3 d", "2 e", "0 f", "0 g"], Observer.Next(7));
    }

    [Fact]
    public void Restart_AfterBecome_StartsWithTheFirstBehavior()
    {
        var actor = System.ActorOf(Props.Create(() => new Changing(Observer)));
        actor.Tell("become 1");

        actor.Tell("fail");
        actor.Tell("a");

        Observer.Expect("0 a");
    }

    [Fact]
    public void Receive_AfterReceiveAny_Throws() => ExpectError(Declaration.AfterAny);

    [Fact]
    public void Receive_OutsideOfConstructorAndBecome_Throws() => ExpectError(Declaration.InHandler);

    [Fact]
    public void UntypedBecome_AndBack_ChangesTheBehavior()
    {
        var actor = Script("actor");
        actor.Do(context => context.Become(message =>
        {
            Observer.Note($"other: {message}");
            context.UnbecomeStacked();
        }));

        actor.Tell("a");
        actor.Tell("b");

        Observer.Expect("other: a");
        Observer.Expect("actor: b");
    }

    private void ExpectError(Declaration when)
    {
        var props = Props.Create(() => new Wrong(when, Observer));
        System.ActorOf(props.WithSupervisorStrategy(SupervisorStrategy.StoppingStrategy)).Tell("go");
        Observer.Expect(nameof(InvalidOperationException));
    }

    private enum Declaration
    {
        AfterAny,
        InHandler,
    }

    private sealed class Declaring : ReceiveActor
    {
        public Declaring(Observer observer)
        {
            Receive<string>(text => text.Length == 0, _ => observer.Note("empty text"));
            Receive<string>(text => observer.Note($"text: {text}"));
            Receive<int>(number => observer.Note($"odd: {number}"), number => number % 2 == 1);
            Receive(typeof(int), message => observer.Note($"int by type: {message}"));
            Receive<long>(number =>
            {
                if (number == 5)
                {
                    observer.Note($"long: {number}");
                }

                return number == 5;
            });
            ReceiveAny(message => observer.Note($"any: {message}"));
        }
    }

    private sealed class TakesExceptions : ReceiveActor
    {
        public TakesExceptions(Observer observer)
        {
            Receive<ArgumentException>(failure => observer.Note(failure.GetType().Name));
        }
    }

    private sealed class Changing : ReceiveActor
    {
        private readonly Observer _observer;

        public Changing(Observer observer)
        {
            _observer = observer;
            Declare(0);
        }

        private void Declare(int number)
        {
            Receive<string>(text => text == "become 1", _ => Become(() => Declare(1)));
            Receive<string>(text => text == "become 2", _ => Become(() => Declare(2)));
            Receive<string>(text => text == "stack 3", _ => BecomeStacked(() => Declare(3)));
            Receive<string>(text => text == "unbecome", _ => UnbecomeStacked());
            Receive<string>(text => text == "fail", _ => throw new InvalidOperationException("boom"));
            Receive<string>(text => _observer.Note($"{number} {text}"));
        }
    }

    private sealed class Wrong : ReceiveActor
    {
        public Wrong(Declaration when, Observer observer)
        {
            if (when == Declaration.AfterAny)
            {
                ReceiveAny(_ => { });
                NoteError(observer, () => Receive<string>(_ => { }));
            }
            else
            {
                Receive<string>(_ => NoteError(observer, () => Receive<int>(_ => { })));
            }
        }

        private static void NoteError(Observer observer, Action action)
        {
            try
            {
                action();
            }
            catch (InvalidOperationException e)
            {
                observer.Note(e.GetType().Name);
            }
        }
    }
}
