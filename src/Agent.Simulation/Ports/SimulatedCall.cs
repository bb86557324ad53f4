using Agent.Simulation.Faults;

namespace Agent.Simulation.Ports;

/// <summary>
/// A call of a simulated port: it begins, some time later it has its effect, and some time after that it is answered. All of it
/// happens in events of the simulation, so that continuations run on its thread. One that is cancelled may have its effect
/// nevertheless, as with a server that has not noticed.
/// </summary>
internal sealed class SimulatedCall<T>
{
    private readonly SimulatedPort _port;
    private readonly CallSubject _subject;
    private readonly Fault? _fault;
    private readonly Action<SimulatedCall<T>> _effect;
    private readonly TaskCompletionSource<T> _completion = new();
    private readonly CancellationToken _cancellation;
    private readonly CancellationTokenRegistration _registration;
    private readonly TimeSpan _answerAt;
    private bool _begun;
    private bool _abandoned;

    public SimulatedCall(SimulatedPort port, CallSubject subject, Fault? fault, TimeSpan latency, Action<SimulatedCall<T>> effect, CancellationToken cancellation)
    {
        _port = port;
        _subject = subject;
        _fault = fault;
        _effect = effect;
        _cancellation = cancellation;
        _answerAt = port.Clock.Elapsed + latency;
        _registration = cancellation.Register(() => port.Clock.Schedule(TimeSpan.Zero, Cancel));
        switch (fault?.Kind)
        {
            case FaultKind.Hang:
                break;
            case FaultKind.Fail:
                port.Clock.Schedule(latency, () => _port.WhenResponsive(() => Answer(default, _port.Error(fault))));
                break;
            default:
                port.Clock.Schedule(latency * port.Random.NextDouble(), () => _port.WhenResponsive(Begin));
                break;
        }
    }

    public Task<T> Task => _completion.Task;

    /// <summary>Answers the call, not before its time.</summary>
    public void Return(T result)
    {
        switch (_fault?.Kind)
        {
            case FaultKind.HangAfterEffect:
                return;
            case FaultKind.LoseReply:
                Later(() => Answer(default, _port.Error(_fault)));
                return;
            default:
                Later(() => Answer(result, null));
                return;
        }
    }

    /// <summary>Answers the call with an error.</summary>
    public void Throw(Exception error) => Later(() => Answer(default, error));

    private void Begin()
    {
        if (_abandoned)
        {
            return;
        }

        _begun = true;
        if (_port.Outage is { } outage)
        {
            Answer(default, outage);
            return;
        }

        try
        {
            _effect(this);
        }
        catch (SimulatedFailureException failure)
        {
            Throw(failure.Error);
        }
    }

    private void Later(Action answer)
    {
        var left = _answerAt - _port.Clock.Elapsed;
        _port.Clock.Schedule(left > TimeSpan.Zero ? left : TimeSpan.Zero, () => _port.WhenResponsive(answer));
    }

    private void Answer(T? result, Exception? error)
    {
        if (_completion.Task.IsCompleted)
        {
            return;
        }

        // A server that went down meanwhile answers nothing that it was asked before.
        error ??= _port.Outage;
        _registration.Dispose();
        _port.Note(_subject, error is null ? "answers" : "fails", error is null ? result : error);
        if (error is null)
        {
            _completion.SetResult(result!);
        }
        else
        {
            _completion.SetException(error);
        }
    }

    private void Cancel()
    {
        if (_completion.Task.IsCompleted)
        {
            return;
        }

        // A server that hangs reads the cancellation before it gets to the call; another one may be at it already.
        _abandoned = !_begun && (_port.IsHung || _port.Random.Chance(0.5));
        _port.Note(_subject, "is cancelled", null);
        _completion.SetCanceled(_cancellation);
    }
}
