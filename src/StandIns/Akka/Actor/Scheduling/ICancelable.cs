namespace Akka.Actor;

/// <summary>What can be cancelled, once and for good.</summary>
public interface ICancelable
{
    /// <summary>Whether it has been cancelled.</summary>
    bool IsCancellationRequested { get; }

    /// <summary>A token that is cancelled with it.</summary>
    CancellationToken Token { get; }

    /// <summary>Cancels it.</summary>
    void Cancel();

    /// <summary>Cancels it; <paramref name="throwOnFirstException"/> is that of <see cref="CancellationTokenSource"/>.</summary>
    void Cancel(bool throwOnFirstException);

    /// <summary>Cancels it later.</summary>
    void CancelAfter(TimeSpan delay);

    /// <summary>Cancels it later.</summary>
    void CancelAfter(int millisecondsDelay);
}
