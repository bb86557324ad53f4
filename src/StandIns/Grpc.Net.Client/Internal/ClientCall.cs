using System.Diagnostics.CodeAnalysis;
using Grpc.Core;
using Grpc.Net.Wire;

namespace Grpc.Net.Client.Internal;

/// <summary>
/// A call in progress. It ends once: with the status the server sends, or earlier with the first of a cancellation, the
/// deadline, <see cref="Dispose"/> and a failure of the transport.
/// </summary>
internal abstract partial class ClientCall : IDisposable
{
    // Also the lock of the fields below; nobody else has it. Not disposed: a late Cancel must find it, and it owns no handle.
#pragma warning disable CA2213
    private readonly CancellationTokenSource _cancellation = new();
#pragma warning restore CA2213
    private readonly IMethod _method;
    private readonly CancellationToken _callerToken;
    private readonly DateTime _deadline;
    private RequestContent? _content;
    private CancellationTokenRegistration _registration;
    private Timer? _timer;
    private HttpResponseMessage? _response;
    private Status _status;
    private bool _ended;
    private bool _complete;
    private bool _disposed;

    /// <exception cref="InvalidOperationException">The deadline is not in UTC.</exception>
    /// <exception cref="ObjectDisposedException">The channel is disposed.</exception>
    protected ClientCall(GrpcChannel channel, IMethod method, in CallOptions options)
    {
        _deadline = options.Deadline ?? DateTime.MaxValue;
        if (_deadline.Kind != DateTimeKind.Utc && _deadline != DateTime.MaxValue && _deadline != DateTime.MinValue)
        {
            throw new InvalidOperationException($"The deadline of a call is in UTC; this one is {_deadline.Kind}.");
        }

        Channel = channel;
        _method = method;
        _requestHeaders = options.Headers;
        _callerToken = options.CancellationToken;
        channel.Register(this);
    }

    public GrpcChannel Channel { get; }

    /// <summary>Cancelled when the call ends before its response does.</summary>
    public CancellationToken Token => _cancellation.Token;

    /// <summary>The neighbours among the channel's calls; the registry's to use.</summary>
    public ClientCall? Next { get; set; }

    /// <inheritdoc cref="Next"/>
    public ClientCall? Previous { get; set; }

    public void ThrowIfDisposed() => ObjectDisposedException.ThrowIf(_disposed, this);

    public bool TryGetStatus(out Status status)
    {
        lock (_cancellation)
        {
            status = _status;
            return _ended;
        }
    }

    /// <exception cref="InvalidOperationException">The call has not ended.</exception>
    public Status GetStatus() =>
        TryGetStatus(out var status) ? status : throw new InvalidOperationException("The call has no status before it ends.");

    public void Dispose()
    {
        _disposed = true;
        End(new Status(StatusCode.Cancelled, "gRPC call disposed."), complete: false);
        OnDisposed();
    }

    /// <summary>Why nothing more can be written, if so.</summary>
    public bool TryGetFailure([NotNullWhen(true)] out RpcException? failure)
    {
        failure = TryGetStatus(out var status) ? CreateException(status) : null;
        return failure is not null;
    }

    /// <summary>What a write interrupted by the end of the call throws.</summary>
    public RpcException WriteFailure(Exception exception) =>
        CreateException(TryGetStatus(out var status) ? status : new Status(StatusCode.Cancelled, "", exception));

    /// <summary>Keeps a failure that nobody awaits from being reported as unobserved.</summary>
    protected static void Observe(Task task)
    {
        if (!task.IsCompletedSuccessfully)
        {
            task.ContinueWith(
                static failed => _ = failed.Exception,
                CancellationToken.None,
                TaskContinuationOptions.OnlyOnFaulted | TaskContinuationOptions.ExecuteSynchronously,
                TaskScheduler.Default);
        }
    }

    protected virtual void OnDisposed()
    {
    }

    /// <summary>Ends the call, unless it has ended, because of an exception.</summary>
    /// <returns>What the caller sees.</returns>
    protected RpcException Fail(string summary, Exception exception)
    {
        End(
            exception switch
            {
                RpcException known => known.Status,
                OperationCanceledException => new Status(StatusCode.Cancelled, "", exception),
                _ => DeadlineOr(TransportFailure.ToStatus(summary, exception)),
            },
            complete: false);
        return CreateException(GetStatus());
    }

    /// <summary>Ends the call, unless it has ended, and lets go of everything it holds.</summary>
    /// <param name="status">The outcome.</param>
    /// <param name="complete">Whether the response was read to its end, with its trailers.</param>
    protected void End(Status status, bool complete)
    {
        HttpResponseMessage? response;
        lock (_cancellation)
        {
            if (_ended)
            {
                return;
            }

            _ended = true;
            _complete = complete;
            _status = status;
            response = _response;
            PublishHeaders();
        }

        if (status.StatusCode != StatusCode.OK)
        {
            Log.CallFailed(Channel.Logger, _method.FullName, status.StatusCode, status.Detail, status.DebugException);
        }

        Channel.Unregister(this);
        _registration.Unregister();
        _timer?.Dispose();
        if (!complete)
        {
            _cancellation.Cancel();
        }

        _content?.End();
        response?.Dispose();
    }

    protected RpcException CreateException(Status status)
    {
        try
        {
            return new RpcException(status, _complete ? GetTrailers() : Metadata.Empty);
        }
        catch (Exception exception) when (exception is FormatException or ArgumentException)
        {
            Log.InvalidTrailers(Channel.Logger, _method.FullName, exception);
            return new RpcException(status);
        }
    }

    private void OnTimer()
    {
        if (DeadlineTimer.HasPassed(_deadline, _timer!))
        {
            End(new Status(StatusCode.DeadlineExceeded, ""), complete: false);
        }
    }

    private void Cancel(CancellationToken token) => End(
        new Status(StatusCode.Cancelled, "Call canceled by the client.", new OperationCanceledException(token)), complete: false);

    /// <summary>A server that cancels at the deadline may be faster than the timer here.</summary>
    private Status DeadlineOr(Status status) => status.StatusCode == StatusCode.Cancelled && _deadline <= DateTime.UtcNow
        ? new Status(StatusCode.DeadlineExceeded, status.Detail, status.DebugException)
        : status;
}
