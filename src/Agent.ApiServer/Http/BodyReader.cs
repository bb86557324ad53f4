using Agent.ApiServer.Errors;
using Agent.ApiServer.Requests;
using Microsoft.AspNetCore.Http;

namespace Agent.ApiServer.Http;

/// <summary>Reads bodies up to the limit.</summary>
internal static class BodyReader
{
    private const int Chunk = 64 * 1024;

    public static async Task<ReadOnlyMemory<byte>> Read(HttpRequest request, CancellationToken cancellation)
    {
        if (request.ContentLength > RequestBody.Limit)
        {
            throw ApiErrors.TooLarge(RequestBody.Limit);
        }

        if (request.ContentLength == 0 || (request.ContentLength is null && HttpMethods.IsGet(request.Method)))
        {
            return default;
        }

        using var body = new MemoryStream((int)(request.ContentLength ?? 0));
        var chunk = new byte[Chunk];
        int read;
        while ((read = await request.Body.ReadAsync(chunk, cancellation)) > 0)
        {
            body.Write(chunk, 0, read);
            if (body.Length > RequestBody.Limit)
            {
                throw ApiErrors.TooLarge(RequestBody.Limit);
            }
        }

        return body.ToArray();
    }
}
