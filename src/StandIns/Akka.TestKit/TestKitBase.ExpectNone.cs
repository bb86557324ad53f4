using Akka.Actor;

namespace Akka.TestKit;

public abstract partial class TestKitBase
{
    /// <summary>Expects the end of an actor that the test watches.</summary>
    /// <param name="target">The actor.</param>
    /// <param name="timeout">How long to wait; null for what is left, or the default time limit.</param>
    /// <param name="hint">Added to the message of a failure.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>The message.</returns>
    public Terminated ExpectTerminated(
        IActorRef target, TimeSpan? timeout = null, string? hint = null, CancellationToken cancellationToken = default) =>
        Wait(ExpectTerminatedAsync(target, timeout, hint, cancellationToken));

    /// <summary>Expects the end of an actor that the test watches.</summary>
    /// <param name="target">The actor.</param>
    /// <param name="timeout">How long to wait; null for what is left, or the default time limit.</param>
    /// <param name="hint">Added to the message of a failure.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>The message.</returns>
    public ValueTask<Terminated> ExpectTerminatedAsync(
        IActorRef target, TimeSpan? timeout = null, string? hint = null, CancellationToken cancellationToken = default)
    {
        var what = $"Terminated {target}. {hint}";
        return Expect<Terminated>(
            RemainingOrDilated(timeout),
            (message, _) => _assertions.AssertEqual(target, message.ActorRef, what),
            what,
            cancellationToken);
    }

    /// <summary>Expects that no message comes in what is left, or within the default time limit.</summary>
    /// <param name="cancellationToken">Ends the wait.</param>
    public void ExpectNoMsg(CancellationToken cancellationToken = default) =>
        ExpectNoMsgAsync(cancellationToken).AsTask().GetAwaiter().GetResult();

    /// <summary>Expects that no message comes in what is left, or within the default time limit.</summary>
    /// <param name="cancellationToken">Ends the wait.</param>
    public ValueTask ExpectNoMsgAsync(CancellationToken cancellationToken = default) =>
        InternalExpectNoMsg(RemainingOrDefault, cancellationToken);

    /// <summary>Expects that no message comes.</summary>
    /// <param name="duration">How long.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    public void ExpectNoMsg(TimeSpan duration, CancellationToken cancellationToken = default) =>
        ExpectNoMsgAsync(duration, cancellationToken).AsTask().GetAwaiter().GetResult();

    /// <summary>Expects that no message comes.</summary>
    /// <param name="duration">How long.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    public ValueTask ExpectNoMsgAsync(TimeSpan duration, CancellationToken cancellationToken = default) =>
        InternalExpectNoMsg(Dilated(duration), cancellationToken);

    /// <summary>Expects that no message comes.</summary>
    /// <param name="milliseconds">How long; not multiplied with the time factor.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    public void ExpectNoMsg(int milliseconds, CancellationToken cancellationToken = default) =>
        ExpectNoMsgAsync(milliseconds, cancellationToken).AsTask().GetAwaiter().GetResult();

    /// <summary>Expects that no message comes.</summary>
    /// <param name="milliseconds">How long; not multiplied with the time factor.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    public ValueTask ExpectNoMsgAsync(int milliseconds, CancellationToken cancellationToken = default) =>
        InternalExpectNoMsg(TimeSpan.FromMilliseconds(milliseconds), cancellationToken);

    private async ValueTask InternalExpectNoMsg(TimeSpan duration, CancellationToken cancellationToken)
    {
        var start = Now;
        if (await ReceiveEnvelope(duration, take: true, cancellationToken) is { } envelope)
        {
            _assertions.Fail(
                "Failed: Expected no messages during {0}, instead we received {1} after {2}", duration, envelope, Now - start);
        }
    }
}
