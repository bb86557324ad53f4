using Grpc.Core;

namespace Grpc.Net.Client.Internal;

/// <summary>A call with a stream of responses.</summary>
internal sealed class ResponseStreamCall<TResponse>(
    GrpcChannel channel, IMethod method, in CallOptions options, Marshaller<TResponse> marshaller)
    : ClientCall(channel, method, options), IAsyncStreamReader<TResponse>
{
    private readonly Lock _gate = new();
    private Task<HttpResponseMessage?> _response = null!;
    private Task<bool> _read = Task.FromResult(true);
    private Stream? _stream;
    private FrameFormat _format;

    public TResponse Current { get; private set; } = default!;

    public void Start(RequestContent content) => _response = RunAsync(Open(content));

    public Task<bool> MoveNext(CancellationToken cancellationToken)
    {
        ThrowIfDisposed();
        lock (_gate)
        {
            if (!_read.IsCompleted)
            {
                return Task.FromException<bool>(
                    new InvalidOperationException("A read is in progress; await it before the next."));
            }

            if (TryGetStatus(out var status))
            {
                return status.StatusCode == StatusCode.OK
                    ? Task.FromResult(false)
                    : Task.FromException<bool>(CreateException(status));
            }

            return _read = ReadAsync(cancellationToken);
        }
    }

    /// <summary>The response, once its head is here; null where the call is over with that, and only has a status.</summary>
    private async Task<HttpResponseMessage?> RunAsync(HttpRequestMessage request)
    {
        try
        {
            Token.ThrowIfCancellationRequested();
            var response = await SendAsync(request).ConfigureAwait(false);
            if (Accept(response) is { } status)
            {
                End(status, complete: true);
                return null;
            }

            return response;
        }
        catch (Exception exception)
        {
            Fail("Error starting gRPC call.", exception);
            return null;
        }
    }

    private async Task<bool> ReadAsync(CancellationToken cancellationToken)
    {
        using var registration = CancelWith(cancellationToken);
        Status status;
        try
        {
            Current = default!;
            if (_stream is null && await _response.ConfigureAwait(false) is { } response)
            {
                _format = ResponseFormat(response);
                _stream = await response.Content.ReadAsStreamAsync(Token).ConfigureAwait(false);
            }

            if (_stream is null)
            {
                TryGetStatus(out status);
            }
            else
            {
                var (hasMessage, message) = await FrameReader.ReadAsync(
                    _stream, marshaller.ContextualDeserializer, _format, single: false, Token).ConfigureAwait(false);
                if (hasMessage)
                {
                    Current = message!;
                    return true;
                }

                status = ResponseHead.FinalStatus(_response.Result!);
                End(status, complete: true);
            }
        }
        catch (Exception exception)
        {
            throw Fail("Error reading next message.", exception);
        }

        return status.StatusCode == StatusCode.OK ? false : throw CreateException(status);
    }
}
