using System.Diagnostics.Metrics;
using Agent.Node.Runtime;
using Akka.Actor;

namespace Agent.Node.Host;

/// <summary>
/// The calls of <see cref="IHost"/> that one actor has under way. Each has a deadline by a timer of the actor; after it the call is
/// counted and cancelled, so that its answer comes, as a failure like any other. Answers to calls that are not in here are stale.
/// </summary>
/// <param name="node">The node's name, a tag of the count.</param>
internal sealed class HostCalls(string node)
{
    /// <summary>Ordinary calls: far more than a slow disk takes, and short enough to be told of a path that hangs.</summary>
    public static readonly TimeSpan Deadline = TimeSpan.FromSeconds(30);

    /// <summary>Deletion of a directory tree, which may be large.</summary>
    public static readonly TimeSpan DeleteDeadline = TimeSpan.FromMinutes(2);

    private static readonly Meter Meter = new(CriInstruments.Name);

    private static readonly Counter<long> Abandoned = Meter.CreateCounter<long>("agent_host_operations_abandoned");

    private List<Entry>? _calls;

    /// <summary>Whether a call of that name is under way.</summary>
    public bool IsUnderWay(string operation) => _calls?.Exists(c => c.Operation == operation) == true;

    /// <summary>Notes a call that is to be made with the token returned; the actor gets <see cref="HostCallOverdue"/> at its deadline.</summary>
    /// <param name="timers">The actor's timers.</param>
    /// <param name="id">The actor's name for the call, different in each of its incarnations.</param>
    /// <param name="operation">The method of <see cref="IHost"/> without Async.</param>
    /// <param name="deadline">When it is given up.</param>
    public CancellationToken Begin(ITimerScheduler timers, CallId id, string operation, TimeSpan deadline)
    {
        var call = new Entry(id, operation, new CancellationTokenSource());
        (_calls ??= []).Add(call);
        var overdue = new HostCallOverdue(id);
        timers.StartSingleTimer(overdue, overdue, deadline);
        return call.Cancellation.Token;
    }

    /// <summary>Takes note of an answer.</summary>
    /// <returns>False: the call is none of this incarnation, or was answered before.</returns>
    public bool End(ITimerScheduler timers, CallId id)
    {
        if (_calls?.Find(c => c.Id == id) is not { } call)
        {
            return false;
        }

        timers.Cancel(new HostCallOverdue(id));
        _calls.Remove(call);
        call.Cancellation.Dispose();
        return true;
    }

    /// <summary>Gives up a call whose deadline has come.</summary>
    public void GiveUp(HostCallOverdue overdue)
    {
        if (_calls?.Find(c => c.Id == overdue.Call) is { } call)
        {
            Abandoned.Add(1, new KeyValuePair<string, object?>("node", node), new KeyValuePair<string, object?>("operation_type", call.Operation));
            call.Cancellation.Cancel();
        }
    }

    /// <summary>Gives up all calls, when the actor ends or crashes.</summary>
    public void CancelAll()
    {
        foreach (var call in _calls ?? [])
        {
            call.Cancellation.Cancel();
        }

        _calls = null;
    }

    /// <summary>Why a call failed, in words.</summary>
    public static string Describe(Exception error) =>
        error is OperationCanceledException ? "given up: the host did not answer in time" : error.Message;

    private sealed record Entry(CallId Id, string Operation, CancellationTokenSource Cancellation);
}
