using System.Buffers;
using Grpc.Core;
using StandIns.Grpc.Tests.Harness;

namespace StandIns.Grpc.Tests;

/// <summary>Marshallers other than the generated, through a real call.</summary>
public class SerializationTests
{
    [Fact]
    public async Task Marshaller_OfArrays_CarriesTheBytes() => Assert.Equal(
        Payload, await RoundTripAsync(Marshallers.Create<byte[]>(bytes => bytes, bytes => bytes)));

    [Fact]
    public async Task Marshaller_IntoTheBufferWithoutALength_CarriesTheBytes() => Assert.Equal(
        Payload,
        await RoundTripAsync(Marshallers.Create<byte[]>(
            (bytes, context) =>
            {
                foreach (var part in bytes)
                {
                    var span = context.GetBufferWriter().GetSpan(1);
                    span[0] = part;
                    context.GetBufferWriter().Advance(1);
                }

                context.Complete();
            },
            context =>
            {
                Assert.Equal(Payload.Length, context.PayloadLength);
                return context.PayloadAsReadOnlySequence().ToArray();
            })));

    [Fact]
    public async Task Marshaller_SerializerThatDoesNotComplete_FailsTheCall()
    {
        var failure = await Assert.ThrowsAsync<RpcException>(
            () => RoundTripAsync(Marshallers.Create<byte[]>((_, context) => context.GetBufferWriter(), _ => [])));

        Assert.Equal(StatusCode.Internal, failure.StatusCode);
    }

    [Fact]
    public async Task Marshaller_SerializerThatCompletesTwice_FailsTheCall()
    {
        var failure = await Assert.ThrowsAsync<RpcException>(() => RoundTripAsync(Marshallers.Create<byte[]>(
            (bytes, context) =>
            {
                context.Complete(bytes);
                context.Complete(bytes);
            },
            _ => [])));

        Assert.Equal(StatusCode.Internal, failure.StatusCode);
    }

    [Fact]
    public async Task Marshaller_DeserializerThatThrows_FailsTheCallWithItsMessage()
    {
        var failure = await Assert.ThrowsAsync<RpcException>(() => RoundTripAsync(
            Marshallers.Create<byte[]>(bytes => bytes, _ => throw new InvalidOperationException("not readable"))));

        Assert.Equal(StatusCode.Internal, failure.StatusCode);
        Assert.Contains("not readable", failure.Status.Detail, StringComparison.Ordinal);
    }

    // A message of the fixture's interface with the text of 300 letters.
    private static byte[] Payload => [10, 0xac, 2, .. Enumerable.Repeat((byte)'a', 300)];

    private static async Task<byte[]> RoundTripAsync(Marshaller<byte[]> marshaller)
    {
        await using var server = await TestServer.StartAsync();
        var method = new Method<byte[], byte[]>(
            MethodType.Unary, "standins.fixture.v1.Fixture", "Unary", marshaller, marshaller);
        return await server.Channel.CreateCallInvoker().AsyncUnaryCall(method, null, new CallOptions(), Payload).Soon();
    }
}
