using Agent.Kubernetes.Api;

namespace Agent.Kubernetes.Client;

/// <summary>Reads answers, bounded.</summary>
internal static class ApiBody
{
    private const int FirstBytes = 4096;

    /// <summary>The whole body, decompressed.</summary>
    /// <exception cref="ApiConnectionException">It has more than <paramref name="max"/> bytes.</exception>
    public static async Task<ReadOnlyMemory<byte>> ReadAsync(HttpContent content, int max, CancellationToken cancellation)
    {
        var expected = content.Headers.ContentLength;
        if (expected > max)
        {
            throw TooLarge(max);
        }

        var stream = await content.ReadAsStreamAsync(cancellation);
        await using (stream)
        {
            // One byte more than announced: the last read then finds the end without growing.
            var buffer = new byte[expected is { } length ? (int)length + 1 : FirstBytes];
            var count = 0;
            while (await stream.ReadAsync(buffer.AsMemory(count), cancellation) is > 0 and var read)
            {
                count += read;
                if (count > max)
                {
                    throw TooLarge(max);
                }

                if (count == buffer.Length)
                {
                    Array.Resize(ref buffer, (int)Math.Min(buffer.Length * 2L, max + 1L));
                }
            }

            return buffer.AsMemory(0, count);
        }
    }

    private static ApiConnectionException TooLarge(int max) =>
        new($"the answer has more than {max} bytes, which is the most that is read", requestSent: true);
}
