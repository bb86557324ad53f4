using System.Net;
using Grpc.Core;
using Grpc.Net.Compression;
using Grpc.Net.Wire;

namespace Grpc.Net.Client.Internal;

/// <summary>The request of a call, and what ends the call from this side.</summary>
internal abstract partial class ClientCall
{
    private static readonly string UserAgent =
        $"Grpc.Net.Client/{typeof(ClientCall).Assembly.GetName().Version?.ToString(3)} (stand-in)";

    private readonly Metadata? _requestHeaders;
    private string? _requestEncoding;

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
}
