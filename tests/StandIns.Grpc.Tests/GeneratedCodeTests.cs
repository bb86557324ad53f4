using Google.Protobuf;
using Grpc.Core;
using StandIns.Grpc.Tests.Protos;

namespace StandIns.Grpc.Tests;

/// <summary>The generator's output compiles against the packages used here, and binds what the interface says.</summary>
public class GeneratedCodeTests
{
    [Fact]
    public void BindService_OnAServiceObject_AddsEveryMethodWithItsKindAndAHandler()
    {
        var binder = new RecordingBinder();

        Protos.Fixture.BindService(new Service()).BindService(binder);

        Assert.Equal(ExpectedMethods, binder.Methods);
        Assert.Equal(5, binder.Handlers);
    }

    [Fact]
    public void BindService_OnABinderWithoutService_AddsEveryMethodWithoutHandler()
    {
        var binder = new RecordingBinder();

        Protos.Fixture.BindService(binder, null);

        Assert.Equal(ExpectedMethods, binder.Methods);
        Assert.Equal(0, binder.Handlers);
    }

    [Fact]
    public void Message_ThroughBytes_IsEqual()
    {
        var message = new Message { Text = "ä", Data = ByteString.CopyFrom(1, 2), Number = -1, Maybe = 0, Name = "n" };
        message.Labels.Add("key", "value");
        message.Children.Add(new Message { Flag = true });

        Assert.Equal(message, Message.Parser.ParseFrom(message.ToByteArray()));
    }

    private static readonly string[] ExpectedMethods =
    [
        "Unary /standins.fixture.v1.Fixture/Unary",
        "ClientStreaming /standins.fixture.v1.Fixture/ClientStream",
        "ServerStreaming /standins.fixture.v1.Fixture/ServerStream",
        "DuplexStreaming /standins.fixture.v1.Fixture/Duplex",
        "Unary /standins.fixture.v1.Fixture/Unserved",
    ];

    private sealed class Service : Protos.Fixture.FixtureBase;

    private sealed class RecordingBinder : ServiceBinderBase
    {
        public List<string> Methods { get; } = [];

        public int Handlers { get; private set; }

        public override void AddMethod<TRequest, TResponse>(
            Method<TRequest, TResponse> method, UnaryServerMethod<TRequest, TResponse>? handler) =>
            Record(method, handler);

        public override void AddMethod<TRequest, TResponse>(
            Method<TRequest, TResponse> method, ClientStreamingServerMethod<TRequest, TResponse>? handler) =>
            Record(method, handler);

        public override void AddMethod<TRequest, TResponse>(
            Method<TRequest, TResponse> method, ServerStreamingServerMethod<TRequest, TResponse>? handler) =>
            Record(method, handler);

        public override void AddMethod<TRequest, TResponse>(
            Method<TRequest, TResponse> method, DuplexStreamingServerMethod<TRequest, TResponse>? handler) =>
            Record(method, handler);

        private void Record(IMethod method, Delegate? handler)
        {
            Methods.Add($"{method.Type} {method.FullName}");
            Handlers += handler is null ? 0 : 1;
        }
    }
}
