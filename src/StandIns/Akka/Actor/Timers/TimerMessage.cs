namespace Akka.Actor.Internal;

/// <summary>What a timer puts into the mailbox. It knows which start of which timer of which instance it comes from.</summary>
internal sealed class TimerMessage(object key, object message, int generation, TimerScheduler owner)
    : IWrappedMessage, INoSerializationVerificationNeeded
{
    public object Key { get; } = key;

    public object Message { get; } = message;

    public int Generation { get; } = generation;

    public TimerScheduler Owner { get; } = owner;

    public override string ToString() => $"TimerMsg(key={Key}, generation={Generation}, message={Message})";
}
