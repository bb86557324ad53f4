using Grpc.Core;
using Grpc.Net.Wire;
using Microsoft.AspNetCore.Http.Features;

namespace Grpc.AspNetCore.Server.Internal;

/// <summary>
/// The deadline of a call. When it passes first, the response is completed with DeadlineExceeded at once, the stream is
/// reset, and the service's token is cancelled; what the service still does goes nowhere.
/// </summary>
internal sealed partial class ServerCall
{
    private const int CancelErrorCode = 8; // CANCEL of RFC 9113, section 7

    private readonly Lock _gate = new();
    private DateTime _deadline = DateTime.MaxValue;
    private Timer? _timer;
    private CancellationTokenSource? _cancellation;
    private Task? _exceeded;
    private bool _ended;

    public bool IsDeadlineExceeded => Volatile.Read(ref _exceeded) is not null;

    protected override DateTime DeadlineCore => _deadline;

    // Completing and resetting the response, as the deadline does, does not cancel RequestAborted.
    protected override CancellationToken CancellationTokenCore
    {
        get
        {
            if (_timer is null)
            {
                return Http.RequestAborted;
            }

            lock (_gate)
            {
                _cancellation ??= CancellationTokenSource.CreateLinkedTokenSource(Http.RequestAborted);
                return _cancellation.Token;
            }
        }
    }

    /// <summary>Ends the stream with an error, whatever of the response is sent.</summary>
    public void Reset()
    {
        if (Http.Features.Get<IHttpResetFeature>() is { } reset)
        {
            reset.Reset(CancelErrorCode);
        }
        else
        {
            Http.Abort();
        }
    }

    private void StartDeadline()
    {
        if (!Http.Request.Headers.TryGetValue(WireNames.Timeout, out var value))
        {
            return;
        }

        if (TimeoutCodec.Decode(value.ToString()) is not { } timeout)
        {
            Log.TimeoutIgnored(_logger, Method, value.ToString());
            return;
        }

        _deadline = DateTime.UtcNow + timeout;
        _timer = DeadlineTimer.Create(static call => ((ServerCall)call!).OnTimer(), this);
        OnTimer();
    }

    private void OnTimer()
    {
        lock (_gate)
        {
            if (!_ended && _exceeded is null && DeadlineTimer.HasPassed(_deadline, _timer!))
            {
                _exceeded = Task.Run(ExceedAsync);
            }
        }
    }

    private async Task ExceedAsync()
    {
        Log.DeadlineExceeded(_logger, Method);
        try
        {
            StatusCore = new Status(StatusCode.DeadlineExceeded, "Deadline Exceeded");
            ResponseHead.WriteStatus(Http.Response, StatusCore, null);
            if (Http.Features.Get<IHttpResponseBodyFeature>() is { } body)
            {
                await body.CompleteAsync();
            }

            Reset();
        }
        catch (Exception exception)
        {
            Log.DeadlineFailed(_logger, Method, exception);
        }

        try
        {
            CancellationTokenSource cancellation;
            lock (_gate)
            {
                cancellation = _cancellation ??= new CancellationTokenSource();
            }

            await cancellation.CancelAsync();
        }
        catch (AggregateException exception)
        {
            Log.DeadlineFailed(_logger, Method, exception);
        }
    }

    /// <summary>The service is done; true where the deadline has not passed before, and will not be watched any more.</summary>
    private async Task<bool> StopDeadlineAsync()
    {
        if (_timer is null)
        {
            return true;
        }

        Task? exceeded;
        lock (_gate)
        {
            _ended = true;
            exceeded = _exceeded;
        }

        await _timer.DisposeAsync();
        if (exceeded is not null)
        {
            await exceeded;
        }

        _cancellation?.Dispose();
        return exceeded is null;
    }
}
