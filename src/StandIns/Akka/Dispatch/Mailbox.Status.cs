namespace Akka.Dispatch;

public sealed partial class Mailbox
{
    private const int Closed = 1;
    private const int Scheduled = 2;
    private const int SuspendUnit = 4;

    /// <summary>
    /// Bit 0: closed. Bit 1: a dispatcher has it, or runs it, or has not got it yet. The bits above: how often it is suspended.
    /// </summary>
    private int _status = Scheduled;

    internal bool IsClosed => (Volatile.Read(ref _status) & Closed) != 0;

    internal bool IsSuspended => Volatile.Read(ref _status) >= SuspendUnit;

    internal int SuspendCount => Volatile.Read(ref _status) / SuspendUnit;

    private bool IsSuspendedOrClosed => (Volatile.Read(ref _status) & ~Scheduled) != 0;

    internal void Suspend() => Interlocked.Add(ref _status, SuspendUnit);

    /// <summary>Undoes one suspension, if there is one.</summary>
    internal void Resume()
    {
        if (IsSuspended)
        {
            Interlocked.Add(ref _status, -SuspendUnit);
        }
    }

    /// <summary>Claims the mailbox for a run if it has, or is said to have, something to do and nobody has claimed it.</summary>
    internal bool TryClaim(bool hasMessage, bool hasSystemMessage)
    {
        while (true)
        {
            var status = Volatile.Read(ref _status);
            if ((status & (Scheduled | Closed)) != 0)
            {
                return false;
            }

            if (!hasSystemMessage && !HasSystemMessages && (status >= SuspendUnit || !(hasMessage || HasMessages)))
            {
                return false;
            }

            if (Interlocked.CompareExchange(ref _status, status | Scheduled, status) == status)
            {
                return true;
            }
        }
    }

    private void BecomeClosed() => Interlocked.Or(ref _status, Closed);

    /// <summary>At the end of a run: gives the mailbox back to the dispatcher, or up.</summary>
    private void RescheduleOrRest()
    {
        if (IsClosed)
        {
            return;
        }

        if (HasSystemMessages || (!IsSuspended && HasMessages))
        {
            Dispatcher.Continue(this);
            return;
        }

        // The full fence pairs with that of a sender's push: either this thread sees the message, or the sender sees that
        // the mailbox is idle.
        Interlocked.And(ref _status, ~Scheduled);
        Dispatcher.RegisterForExecution(this, hasMessageHint: false, hasSystemMessageHint: false);
    }
}
