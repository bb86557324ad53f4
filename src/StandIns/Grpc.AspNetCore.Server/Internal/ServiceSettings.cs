using System.IO.Compression;
using Grpc.Net.Compression;
using Grpc.Net.Wire;

namespace Grpc.AspNetCore.Server.Internal;

/// <summary>The options of the services, checked and with defaults filled in.</summary>
internal sealed record ServiceSettings(
    int? MaxSendMessageSize,
    int? MaxReceiveMessageSize,
    bool DetailedErrors,
    string? ResponseEncoding,
    CompressionLevel? ResponseLevel,
    IReadOnlyDictionary<string, ICompressionProvider> Compressions)
{
    /// <exception cref="InvalidOperationException">The compression of responses is not one of the known.</exception>
    public static ServiceSettings From(GrpcServiceOptions options)
    {
        IEnumerable<ICompressionProvider> providers = options.CompressionProviders.Count > 0
            ? options.CompressionProviders
            : [new GzipCompressionProvider(CompressionLevel.Fastest)];
        var compressions = providers
            .DistinctBy(provider => provider.EncodingName)
            .ToDictionary(provider => provider.EncodingName);
        var encoding = options.ResponseCompressionAlgorithm == WireNames.Identity ? null : options.ResponseCompressionAlgorithm;
        if (encoding is not null && !compressions.ContainsKey(encoding))
        {
            throw new InvalidOperationException(
                $"ResponseCompressionAlgorithm is '{encoding}'; known are {string.Join(", ", compressions.Keys)}.");
        }

        return new ServiceSettings(
            options.MaxSendMessageSize,
            options.MaxReceiveMessageSize,
            options.EnableDetailedErrors ?? false,
            encoding,
            options.ResponseCompressionLevel,
            compressions);
    }
}
