using System.Diagnostics.CodeAnalysis;
using System.Net;
using Grpc.Core;
using Grpc.Net.Compression;
using Grpc.Net.Wire;

namespace Grpc.Net.Client.Internal;

/// <summary>
/// A call in progress. It ends once: with the status the server sends, or earlier with the first of a cancellation, the
/// deadline, <see cref="Dispose"/> and a failure of the transport.
/// </summary>
internal abstract partial class ClientCall : IDisposable
{
    private static readonly string UserAgent = $"Grpc.Net.Client/{typeof(ClientCall).Assembly.GetName().Version?.ToString(3)} (stand-in)";

    // Also the lock of the fields below; nobody else has it. Not disposed: a late Cancel must find it, and it owns no handle.
#pragma warning disable CA2213
    private readonly CancellationTokenSource _cancellation = new();
#pragma warning restore CA2213
    private readonly IMethod _method;
    private readonly Metadata? _requestHeaders;
    private readonly CancellationToken _callerToken;
    private readonly DateTime _deadline;
    private string? _requestEncoding;
    private RequestContent? _content;
    private CancellationTokenRegistration _registration;
    private Timer? _timer;
    private HttpResponseMessage? _response;
    private TaskCompletionSource<Metadata>? _headers;
    private Metadata? _trailers;
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

    /// <summary>The response headers. Made when somebody asks: few do.</summary>
    public Task<Metadata> HeadersAsync
    {
        get
        {
            lock (_cancellation)
            {
                if (_headers is null)
                {
                    _headers = new TaskCompletionSource<Metadata>(TaskCreationOptions.RunContinuationsAsynchronously);
                    Observe(_headers.Task);
                    PublishHeaders();
                }

                return _headers.Task;
            }
        }
    }

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

    /// <exception cref="InvalidOperationException">The response has not been read to its end.</exception>
    public Metadata GetTrailers()
    {
        lock (_cancellation)
        {
            return _complete
                ? _trailers ??= ResponseHead.ToMetadata(IsTrailersOnly ? _response!.Headers : _response!.TrailingHeaders)
                : throw new InvalidOperationException("The call has no trailers before its response is complete.");
        }
    }

    public void Dispose()
    {
        _disposed = true;
        End(new Status(StatusCode.Cancelled, "gRPC call disposed."), complete: false);
        OnDisposed();
    }

    /// <summary>Lets another token cancel the call, until the registration is disposed.</summary>
    public CancellationTokenRegistration CancelWith(CancellationToken token) =>
        token.CanBeCanceled && token != _callerToken
            ? token.UnsafeRegister(static (call, cancelled) => ((ClientCall)call!).Cancel(cancelled), this)
            : default;

    /// <summary>The compression of the next request message; null for none.</summary>
    /// <exception cref="InvalidOperationException">The channel has no compression of the name that the call asks for.</exception>
    public ICompressionProvider? RequestCompression(WriteOptions? options)
    {
        if (_requestEncoding is null or WireNames.Identity || options?.Flags.HasFlag(WriteFlags.NoCompress) == true)
        {
            return null;
        }

        return Channel.Compressions.TryGetValue(_requestEncoding, out var compression)
            ? compression
            : throw new InvalidOperationException($"The channel has no compression '{_requestEncoding}'.");
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

    protected static void Observe(Task task) => task.ContinueWith(
        static failed => _ = failed.Exception,
        CancellationToken.None,
        TaskContinuationOptions.OnlyOnFaulted | TaskContinuationOptions.ExecuteSynchronously,
        TaskScheduler.Default);

    protected virtual void OnDisposed()
    {
    }

    /// <summary>Creates the request, and starts to watch the deadline and the caller's token.</summary>
    protected HttpRequestMessage Open(RequestContent content)
    {
        _content = content;
        var request = new HttpRequestMessage(HttpMethod.Post, Channel.UriOf(_method))
        {
            Version = HttpVersion.Version20,
            VersionPolicy = HttpVersionPolicy.RequestVersionExact,
            Content = content,
        };
        request.Headers.TryAddWithoutValidation("User-Agent", UserAgent);
        request.Headers.TryAddWithoutValidation("TE", "trailers");
        request.Headers.TryAddWithoutValidation(WireNames.AcceptEncoding, Channel.AcceptEncoding);
        AddMetadata(request);
        WatchDeadline(request);
        WatchCaller();
        return request;
    }

    protected Task<HttpResponseMessage> SendAsync(HttpRequestMessage request) => Channel.Http is HttpClient client
        ? client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, Token)
        : Channel.Http.SendAsync(request, Token);

    /// <summary>Takes the head of the response; a status where the call is over with it.</summary>
    protected Status? Accept(HttpResponseMessage response)
    {
        bool late;
        lock (_cancellation)
        {
            late = _ended;
            _response = late ? null : response;
            PublishHeaders();
        }

        if (late)
        {
            response.Dispose();
            throw new OperationCanceledException(Token);
        }

        return ResponseHead.EarlyStatus(response);
    }

    protected FrameFormat ResponseFormat(HttpResponseMessage response) =>
        new(ResponseHead.Encoding(response), Channel.Compressions, Channel.MaxReceiveMessageSize);

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
        catch (FormatException exception)
        {
            Log.InvalidTrailers(Channel.Logger, _method.FullName, exception);
            return new RpcException(status);
        }
    }

    private bool IsTrailersOnly => _response!.Headers.NonValidated.Contains(WireNames.Status);

    private void AddMetadata(HttpRequestMessage request)
    {
        if (_requestHeaders is null)
        {
            return;
        }

        foreach (var entry in _requestHeaders)
        {
            switch (entry.Key)
            {
                case WireNames.Timeout:
                    break; // The deadline says it.
                case WireNames.EncodingRequest:
                    _requestEncoding = entry.Value;
                    request.Headers.TryAddWithoutValidation(WireNames.Encoding, entry.Value);
                    break;
                default:
                    request.Headers.TryAddWithoutValidation(entry.Key, MetadataCodec.Encode(entry));
                    break;
            }
        }
    }

    private void WatchDeadline(HttpRequestMessage request)
    {
        if (_deadline == DateTime.MaxValue)
        {
            return;
        }

        var remaining = _deadline - DateTime.UtcNow;
        request.Headers.TryAddWithoutValidation(WireNames.Timeout, TimeoutCodec.Encode(remaining));
        _timer = DeadlineTimer.Create(static call => ((ClientCall)call!).OnTimer(), this);
        OnTimer();
        if (TryGetStatus(out _))
        {
            _timer.Dispose();
        }
    }

    private void WatchCaller()
    {
        if (!_callerToken.CanBeCanceled)
        {
            return;
        }

        var registration = _callerToken.UnsafeRegister(
            static (call, cancelled) => ((ClientCall)call!).Cancel(cancelled), this);
        lock (_cancellation)
        {
            if (!_ended)
            {
                _registration = registration;
                return;
            }
        }

        registration.Unregister();
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

    /// <summary>Completes the response headers if somebody waits and they are known, or will never be. Under the lock.</summary>
    private void PublishHeaders()
    {
        if (_headers is null || _headers.Task.IsCompleted)
        {
            return;
        }

        if (_response is not null)
        {
            try
            {
                _headers.SetResult(ResponseHead.ToMetadata(_response.Headers));
            }
            catch (FormatException exception)
            {
                _headers.SetException(new RpcException(TransportFailure.ToStatus("Invalid response header.", exception)));
            }
        }
        else if (_ended)
        {
            _headers.SetException(new RpcException(_status));
        }
    }
}
