using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using Grpc.Core;
using Grpc.Net.Wire;

namespace Grpc.Net.Client.Internal;

/// <summary>Reads what is not messages from a response: headers, trailers, status.</summary>
internal static class ResponseHead
{
    /// <summary>
    /// The status of a response that is over with its headers: one that brings the status there (trailers-only), or one
    /// that is not gRPC's. Null for a response with a body to read.
    /// </summary>
    public static Status? EarlyStatus(HttpResponseMessage response)
    {
        if (ReadStatus(response.Headers) is { } status)
        {
            return status;
        }

        if (response.Version < HttpVersion.Version20)
        {
            return new Status(
                StatusCode.Internal, $"Bad gRPC response. The protocol is HTTP/{response.Version}; HTTP/2 is needed.");
        }

        if (response.StatusCode != HttpStatusCode.OK)
        {
            return new Status(
                FromHttpStatus((int)response.StatusCode), $"Bad gRPC response. HTTP status code: {(int)response.StatusCode}");
        }

        var contentType = ValueOf(response.Content.Headers, "Content-Type");
        return WireNames.IsGrpcContentType(contentType)
            ? null
            : new Status(
                StatusCode.Cancelled,
                contentType is null
                    ? "Bad gRPC response. It has no content-type header."
                    : $"Bad gRPC response. Invalid content-type value: {contentType}");
    }

    /// <summary>The status of a response that was read to its end.</summary>
    public static Status FinalStatus(HttpResponseMessage response) =>
        ReadStatus(response.TrailingHeaders)
        ?? ReadStatus(response.Headers)
        ?? new Status(StatusCode.Cancelled, "No grpc-status found on response.");

    public static string? Encoding(HttpResponseMessage response) => ValueOf(response.Headers, WireNames.Encoding);

    /// <exception cref="FormatException">A binary value is not base64.</exception>
    public static Metadata ToMetadata(HttpHeaders headers)
    {
        var metadata = new Metadata();
        foreach (var (name, values) in headers.NonValidated)
        {
            if (!MetadataCodec.IsProtocolHeader(name))
            {
                foreach (var value in values)
                {
                    MetadataCodec.Decode(metadata, name, value);
                }
            }
        }

        return metadata;
    }

    private static Status? ReadStatus(HttpHeaders headers)
    {
        if (ValueOf(headers, WireNames.Status) is not { } code)
        {
            return null;
        }

        return int.TryParse(code, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            ? new Status((StatusCode)number, StatusMessage.Decode(ValueOf(headers, WireNames.Message) ?? ""))
            : new Status(StatusCode.Cancelled, $"Unexpected grpc-status value: {code}");
    }

    private static string? ValueOf(HttpHeaders headers, string name)
    {
        if (headers.NonValidated.TryGetValues(name, out var values))
        {
            foreach (var value in values)
            {
                return value;
            }
        }

        return null;
    }

    // http-grpc-status-mapping.md of the gRPC project.
    private static StatusCode FromHttpStatus(int status) => status switch
    {
        400 or 431 or (>= 100 and < 200) => StatusCode.Internal,
        401 => StatusCode.Unauthenticated,
        403 => StatusCode.PermissionDenied,
        404 => StatusCode.Unimplemented,
        429 or 502 or 503 or 504 => StatusCode.Unavailable,
        _ => StatusCode.Unknown,
    };
}
