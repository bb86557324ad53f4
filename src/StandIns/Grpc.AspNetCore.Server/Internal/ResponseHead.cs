using System.Globalization;
using Grpc.Core;
using Grpc.Net.Wire;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;

namespace Grpc.AspNetCore.Server.Internal;

/// <summary>Writes what is not messages into a response: headers, trailers, status.</summary>
internal static class ResponseHead
{
    /// <summary>Answers a request that no service gets.</summary>
    public static void Refuse(HttpResponse response, int httpStatus, Status status)
    {
        response.StatusCode = httpStatus;
        if (httpStatus == StatusCodes.Status200OK)
        {
            response.ContentType = WireNames.ContentType;
        }

        WriteStatus(response, status, null);
    }

    /// <summary>
    /// Adds status and trailers: behind the messages, or into the headers where no message was sent (trailers-only).
    /// </summary>
    /// <exception cref="InvalidOperationException">The protocol of the request has no trailers, or one is not valid.</exception>
    public static void WriteStatus(HttpResponse response, Status status, Metadata? trailers)
    {
        var destination = response.HasStarted
            ? response.HttpContext.Features.Get<IHttpResponseTrailersFeature>()?.Trailers
                ?? throw new InvalidOperationException("The response has no trailers.")
            : response.Headers;
        foreach (var entry in trailers ?? Metadata.Empty)
        {
            Append(destination, entry, "trailer");
        }

        destination[WireNames.Status] = ((int)status.StatusCode).ToString(CultureInfo.InvariantCulture);
        destination[WireNames.Message] = string.IsNullOrEmpty(status.Detail) ? default : StatusMessage.Encode(status.Detail);
    }

    /// <exception cref="InvalidOperationException">The entry is not valid as a header.</exception>
    public static void Append(IHeaderDictionary destination, Metadata.Entry entry, string kind)
    {
        try
        {
            destination.Append(entry.Key, MetadataCodec.Encode(entry));
        }
        catch (InvalidOperationException exception)
        {
            throw new InvalidOperationException(
                $"The response {kind} '{entry.Key}' cannot be sent: {exception.Message}", exception);
        }
    }
}
