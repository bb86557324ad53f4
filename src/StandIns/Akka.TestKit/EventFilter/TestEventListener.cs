using Akka.Dispatch.SysMsg;
using Akka.Event;

namespace Akka.TestKit;

/// <summary>The logger of a test: prints what no filter matches. A dead letter is a warning of its recipient.</summary>
public class TestEventListener : DefaultLogger
{
    private readonly List<Internal.EventFilter> _filters = [];

    /// <inheritdoc/>
    protected override bool Receive(object message)
    {
        switch (message)
        {
            case InitializeLogger initialize:
                initialize.LoggingBus.Subscribe(Self, typeof(Internal.EventFilter.Mute));
                initialize.LoggingBus.Subscribe(Self, typeof(Internal.EventFilter.Unmute));
                initialize.LoggingBus.Subscribe(Self, typeof(DeadLetter));
                return base.Receive(message);

            case Internal.EventFilter.Mute mute:
                _filters.Add(mute.Filter);
                return true;

            case Internal.EventFilter.Unmute unmute:
                _filters.Remove(unmute.Filter);
                return true;

            case DeadLetter { Message: not ISystemMessage } letter:
                return Receive(new Warning(letter.Recipient.Path.ToString(), letter.Recipient.GetType(), letter));

            case LogEvent log when _filters.Exists(filter => filter.Apply(log)):
                return true;

            default:
                return base.Receive(message);
        }
    }
}
