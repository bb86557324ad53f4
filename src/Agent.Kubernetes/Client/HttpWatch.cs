using System.IO.Pipelines;
using System.Text.Json;
using Agent.Kubernetes.Api;

namespace Agent.Kubernetes.Client;

/// <summary>A watch over HTTP. While nothing arrives it holds no buffer.</summary>
internal sealed class HttpWatch : IApiWatch
{
    private const int BufferBytes = 32 * 1024;

    private readonly Uri _server;
    private readonly HttpResponseMessage _response;
    private readonly ApiTransport _transport;
    private readonly PipeReader _pipe;
    private readonly WatchFrames _frames;
    private readonly CancellationTokenSource _stop = new();
    private readonly Lock _lock = new();
    private ApiConnectionException? _failure;
    private bool _reading;
    private bool _disposed;

    public HttpWatch(Uri server, Stream stream, HttpResponseMessage response, ApiTransport transport, int maxBytes)
    {
        (_server, _response, _transport, _frames) = (server, response, transport, new WatchFrames(maxBytes));
        _pipe = PipeReader.Create(stream, new StreamPipeReaderOptions(bufferSize: BufferBytes, useZeroByteReads: true));
    }

    /// <inheritdoc/>
    public async Task<IReadOnlyList<WatchFrame>> NextAsync(CancellationToken cancellation)
    {
        lock (_lock)
        {
            ObjectDisposedException.ThrowIf(_disposed, this);
            _reading = !_reading ? true : throw new InvalidOperationException("a watch is read by one call at a time");
        }

        using var linked = CancellationTokenSource.CreateLinkedTokenSource(cancellation, _stop.Token);
        try
        {
            return await ReadAsync(linked.Token);
        }
        catch (OperationCanceledException) when (linked.IsCancellationRequested)
        {
            throw new OperationCanceledException(cancellation.IsCancellationRequested ? cancellation : _stop.Token);
        }
        finally
        {
            bool close;
            lock (_lock)
            {
                _reading = false;
                close = _disposed;
            }

            if (close)
            {
                Close();
            }
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        bool close;
        lock (_lock)
        {
            if (_disposed)
            {
                return;
            }

            _disposed = true;
            close = !_reading;
        }

        // A read that is under way closes when it ends, since the buffer is its own until then.
        if (close)
        {
            Close();
        }
        else
        {
            _stop.Cancel();
        }
    }

    private async Task<IReadOnlyList<WatchFrame>> ReadAsync(CancellationToken cancellation)
    {
        while (true)
        {
            if (_failure is not null)
            {
                throw _failure;
            }

            var result = await FillAsync(cancellation);
            var buffer = result.Buffer;
            var frames = new List<WatchFrame>();
            try
            {
                while (_frames.Next(ref buffer) is { } frame)
                {
                    frames.Add(frame);
                }
            }
            catch (JsonException e)
            {
                // What came before is good; the next call says so.
                _failure = new ApiConnectionException($"{_server.GetLeftPart(UriPartial.Authority)}: the watch is not readable: {Why(e)}", requestSent: true);
                buffer = buffer.Slice(buffer.End);
            }

            _pipe.AdvanceTo(buffer.Start, buffer.End);
            if (frames.Count > 0)
            {
                return frames;
            }

            if (result.IsCompleted && _failure is null)
            {
                return _frames.IsBetween ? [] : throw ApiFailures.OfBody(_server, new EndOfStreamException("the watch ended within an event"));
            }
        }
    }

    private async Task<ReadResult> FillAsync(CancellationToken cancellation)
    {
        try
        {
            return await _pipe.ReadAsync(cancellation);
        }
        catch (Exception e) when ((ApiFailures.IsConnection(e) || e is InvalidDataException) && !cancellation.IsCancellationRequested)
        {
            throw ApiFailures.OfBody(_server, e);
        }
        catch (Exception e) when (ApiFailures.IsConnection(e))
        {
            throw new OperationCanceledException(cancellation);
        }
    }

    /// <summary>The reader's own messages may repeat what they read.</summary>
    private static string Why(JsonException e) => e.LineNumber is null ? e.Message : $"an event is no JSON, at its byte {e.BytePositionInLine}";

    private void Close()
    {
        _pipe.Complete();
        _response.Dispose();
        _transport.Leave();
        _stop.Dispose();
    }
}
