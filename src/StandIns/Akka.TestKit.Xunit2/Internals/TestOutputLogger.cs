using Akka.Actor;
using Akka.Event;
using Xunit.Abstractions;

namespace Akka.TestKit.Xunit2.Internals;

/// <summary>Writes the log of an actor system to the output of a test, as long as the test runs.</summary>
internal sealed class TestOutputLogger(ITestOutputHelper output) : UntypedActor
{
    protected override void OnReceive(object message)
    {
        switch (message)
        {
            case InitializeLogger initialize:
                initialize.LoggingBus.Subscribe(Self, typeof(LogEvent));
                Sender.Tell(new LoggerInitialized());
                break;

            case LogEvent log:
                Write(log);
                break;

            default:
                Unhandled(message);
                break;
        }
    }

    private void Write(LogEvent log)
    {
        try
        {
            output.WriteLine(log.ToString());
        }
        catch (InvalidOperationException)
        {
            // xunit takes no output once the test has ended.
            Context.Stop(Self);
        }
    }
}
