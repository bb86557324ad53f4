using System.IO.Compression;
using Google.Protobuf;
using Grpc.Core;
using Grpc.Net.Compression;
using StandIns.Grpc.Tests.Harness;
using StandIns.Grpc.Tests.Protos;

namespace StandIns.Grpc.Tests;

public class CompressionTests
{
    private static readonly Metadata Gzip = new() { { "grpc-internal-encoding-request", "gzip" } };
    private static readonly Message Zeros = new() { Data = ByteString.CopyFrom(new byte[100_000]) };

    private readonly CountingGzip _client = new();
    private readonly CountingGzip _server = new();

    [Fact]
    public async Task UnaryAsync_RequestAskedToBeCompressed_IsAndIsRead()
    {
        await using var server = await StartAsync();

        Assert.Equal(Zeros, await server.Client.UnaryAsync(Zeros, Gzip).Soon());

        Assert.Equal((1, 0), (_client.Compressed, _client.Decompressed));
        Assert.Equal((0, 1), (_server.Compressed, _server.Decompressed));
    }

    [Fact]
    public async Task UnaryAsync_NoCompressionAskedFor_ThereIsNone()
    {
        await using var server = await StartAsync();

        Assert.Equal(Zeros, await server.Client.UnaryAsync(Zeros).Soon());

        Assert.Equal((0, 0), (_client.Compressed, _client.Decompressed));
        Assert.Equal((0, 0), (_server.Compressed, _server.Decompressed));
    }

    [Fact]
    public async Task UnaryAsync_ServerCompressesResponses_TheResponseIsRead()
    {
        await using var server = await StartAsync(responses: "gzip");

        Assert.Equal(Zeros, await server.Client.UnaryAsync(Zeros).Soon());

        Assert.Equal((0, 1), (_client.Compressed, _client.Decompressed));
        Assert.Equal((1, 0), (_server.Compressed, _server.Decompressed));
    }

    [Fact]
    public async Task ServerStream_ServiceAsksForCompressionInItsHeaders_MessagesAreCompressed()
    {
        await using var server = await StartAsync();
        server.Script.ServerStream = async (_, responses, context) =>
        {
            await context.WriteResponseHeadersAsync(Gzip);
            await responses.WriteAsync(Zeros);
            responses.WriteOptions = new WriteOptions(WriteFlags.NoCompress);
            await responses.WriteAsync(Zeros);
        };

        using var call = server.Client.ServerStream(new Message());

        Assert.True(await call.ResponseStream.MoveNext().Soon());
        Assert.Equal(Zeros, call.ResponseStream.Current);
        Assert.True(await call.ResponseStream.MoveNext().Soon());
        Assert.Equal(Zeros, call.ResponseStream.Current);
        Assert.False(await call.ResponseStream.MoveNext().Soon());
        Assert.Equal((1, 1), (_server.Compressed, _client.Decompressed));
    }

    [Fact]
    public async Task ClientStream_OneMessageWithNoCompress_OnlyThatOneIsNotCompressed()
    {
        await using var server = await StartAsync();

        using var call = server.Client.ClientStream(Gzip);
        await call.RequestStream.WriteAsync(Zeros).Soon();
        call.RequestStream.WriteOptions = new WriteOptions(WriteFlags.NoCompress);
        await call.RequestStream.WriteAsync(Zeros).Soon();
        await call.RequestStream.CompleteAsync();

        Assert.Equal([Zeros, Zeros], (await call.Soon()).Children);
        Assert.Equal((1, 1), (_client.Compressed, _server.Decompressed));
    }

    [Fact]
    public async Task UnaryAsync_RequestInAnEncodingTheServerLacks_FailsWithUnimplemented()
    {
        await using var server = await TestServer.StartAsync(
            channel: options => options.CompressionProviders = [new Renamed(_client)]);

        var failure = await server.Client.UnaryAsync(
            Zeros, new Metadata { { "grpc-internal-encoding-request", "renamed" } }).Fails();

        Assert.Equal(StatusCode.Unimplemented, failure.StatusCode);
        Assert.Contains("renamed", failure.Status.Detail, StringComparison.Ordinal);
    }

    [Fact]
    public async Task UnaryAsync_RequestInAnEncodingTheChannelLacks_FailsWithoutReachingTheService()
    {
        await using var server = await TestServer.StartAsync();

        var failure = await server.Client.UnaryAsync(
            Zeros, new Metadata { { "grpc-internal-encoding-request", "unknown" } }).Fails();

        Assert.Equal(StatusCode.Internal, failure.StatusCode);
    }

    [Fact]
    public async Task UnaryAsync_ServerCompressesAsTheClientDoesNotAccept_TheResponseIsNotCompressed()
    {
        await using var server = await TestServer.StartAsync(
            options =>
            {
                options.CompressionProviders = [_server];
                options.ResponseCompressionAlgorithm = "gzip";
                options.ResponseCompressionLevel = CompressionLevel.Optimal;
            },
            options => options.CompressionProviders = [new Renamed(_client)]);

        Assert.Equal(Zeros, await server.Client.UnaryAsync(Zeros).Soon());
        Assert.Equal(0, _server.Compressed);
    }

    private Task<TestServer> StartAsync(string? responses = null) => TestServer.StartAsync(
        options =>
        {
            options.CompressionProviders = [_server];
            options.ResponseCompressionAlgorithm = responses;
        },
        options => options.CompressionProviders = [_client]);

    private sealed class CountingGzip : ICompressionProvider
    {
        private readonly GzipCompressionProvider _gzip = new(CompressionLevel.Fastest);

        public int Compressed { get; private set; }

        public int Decompressed { get; private set; }

        public string EncodingName => _gzip.EncodingName;

        public Stream CreateCompressionStream(Stream stream, CompressionLevel? compressionLevel)
        {
            Compressed++;
            return _gzip.CreateCompressionStream(stream, compressionLevel);
        }

        public Stream CreateDecompressionStream(Stream stream)
        {
            Decompressed++;
            return _gzip.CreateDecompressionStream(stream);
        }
    }

    private sealed class Renamed(ICompressionProvider inner) : ICompressionProvider
    {
        public string EncodingName => "renamed";

        public Stream CreateCompressionStream(Stream stream, CompressionLevel? compressionLevel) =>
            inner.CreateCompressionStream(stream, compressionLevel);

        public Stream CreateDecompressionStream(Stream stream) => inner.CreateDecompressionStream(stream);
    }
}
