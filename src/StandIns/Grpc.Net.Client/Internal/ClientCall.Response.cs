using Grpc.Core;
using Grpc.Net.Wire;

namespace Grpc.Net.Client.Internal;

/// <summary>The response of a call: its headers and trailers.</summary>
internal abstract partial class ClientCall
{
    private TaskCompletionSource<Metadata>? _headers;
    private Metadata? _trailers;

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

    private bool IsTrailersOnly => _response!.Headers.NonValidated.Contains(WireNames.Status);

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
            catch (Exception exception) when (exception is FormatException or ArgumentException)
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
