using Akka.Actor;
using Akka.Dispatch;

namespace Akka.Event;

/// <summary>
/// Logs dead letters: all of them, or the first few, after which it is silent for a time and then starts over.
/// </summary>
internal sealed class DeadLetterListener : UntypedActor
{
    private readonly EventStream _stream = Context.System.EventStream;
    private readonly int _max = Context.System.Settings.LogDeadLetters;
    private readonly TimeSpan _silence = Context.System.Settings.LogDeadLettersSuspendDuration;
    private int _count;
    private TimeSpan? _silentUntil;

    public DeadLetterListener()
    {
    }

    protected override void PreStart()
    {
        _stream.Subscribe(Self, typeof(DeadLetter));
        _stream.Subscribe(Self, typeof(UnhandledMessage));
    }

    protected override void PostStop() => _stream.Unsubscribe(Self);

    protected override void OnReceive(object message)
    {
        if (message is not AllDeadLetters letter)
        {
            Unhandled(message);
            return;
        }

        if (letter.Message is IDeadLetterSuppression)
        {
            return;
        }

        _count++;
        if (_silentUntil is { } until)
        {
            if (MonotonicTime.Elapsed > until)
            {
                Log(letter, $", of which {_count - _max - 1} were not logged. The counter will be reset now");
                _count = 0;
                _silentUntil = null;
            }
        }
        else if (_count != _max || _max == int.MaxValue)
        {
            Log(letter, "");
        }
        else if (_silence == Timeout.InfiniteTimeSpan)
        {
            Log(letter, ", no more dead letters will be logged");
            Context.Stop(Self);
        }
        else
        {
            Log(letter, $", no more dead letters will be logged in next [{_silence}]");
            _silentUntil = MonotonicTime.Elapsed + _silence;
        }
    }

    /// <summary>The content of the message is left out: it may hold what does not belong into a log.</summary>
    private void Log(AllDeadLetters letter, string note)
    {
        var origin = letter.Sender is null || letter.Sender.Equals(Context.System.DeadLetters) ? "" : $" from {letter.Sender}";
        var message = WrappedMessage.Unwrap(letter.Message);
        var fate = letter is UnhandledMessage ? "was unhandled" : "was not delivered";
        _stream.Publish(new Info(
            letter.Recipient.Path.ToString(),
            letter.Recipient.GetType(),
            $"Message [{message.GetType().Name}]{origin} to {letter.Recipient} {fate}. "
            + $"[{_count}] dead letters encountered{note}. "
            + "This logging can be turned off or adjusted with configuration settings 'akka.log-dead-letters' "
            + "and 'akka.log-dead-letters-during-shutdown'."));
    }
}
