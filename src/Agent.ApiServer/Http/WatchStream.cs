using System.Buffers;
using Agent.Kubernetes.Api;
using Microsoft.AspNetCore.Http;

namespace Agent.ApiServer.Http;

/// <summary>Writes a watch, one JSON object per event.</summary>
internal static class WatchStream
{
    /// <param name="http">The exchange.</param>
    /// <param name="watch">The watch.</param>
    /// <param name="form">Puts an event's object into the form that the client wants.</param>
    /// <param name="stopping">The server goes down.</param>
    public static async Task Write(
        HttpContext http, IApiWatch watch, Func<WatchFrame, ReadOnlyMemory<byte>> form, CancellationToken stopping)
    {
        using var given = CancellationTokenSource.CreateLinkedTokenSource(http.RequestAborted, stopping);
        http.Response.StatusCode = StatusCodes.Status200OK;
        http.Response.ContentType = HttpAnswers.Json;
        http.Response.Headers.CacheControl = "no-cache, private";
        try
        {
            await http.Response.StartAsync(given.Token);
            await http.Response.BodyWriter.FlushAsync(given.Token);
            while (await watch.NextAsync(given.Token) is { Count: > 0 } frames)
            {
                foreach (var frame in frames)
                {
                    WriteFrame(http.Response.BodyWriter, frame, form(frame));
                }

                await http.Response.BodyWriter.FlushAsync(given.Token);
            }
        }
        catch (OperationCanceledException) when (given.IsCancellationRequested)
        {
            // The client has gone, or the server goes: the end of the stream says so.
        }
    }

    private static void WriteFrame(IBufferWriter<byte> to, WatchFrame frame, ReadOnlyMemory<byte> value)
    {
        to.Write(frame.Kind switch
        {
            WatchEventKind.Added => "{\"type\":\"ADDED\",\"object\":"u8,
            WatchEventKind.Modified => "{\"type\":\"MODIFIED\",\"object\":"u8,
            WatchEventKind.Deleted => "{\"type\":\"DELETED\",\"object\":"u8,
            WatchEventKind.Bookmark => "{\"type\":\"BOOKMARK\",\"object\":"u8,
            _ => "{\"type\":\"ERROR\",\"object\":"u8,
        });
        to.Write(value.Span);
        to.Write("}\n"u8);
    }
}
