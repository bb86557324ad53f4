using Grpc.Core;
using StandIns.Grpc.Tests.Protos;

namespace StandIns.Grpc.Tests.Harness;

/// <summary>Serves the fixture's interface by the host's script; created for each call, by dependency injection.</summary>
internal sealed class FixtureService(Script script) : Fixture.FixtureBase
{
    public override Task<Message> Unary(Message request, ServerCallContext context) => script.Unary(request, context);

    public override Task<Message> ClientStream(IAsyncStreamReader<Message> requestStream, ServerCallContext context) =>
        script.ClientStream(requestStream, context);

    public override Task ServerStream(
        Message request, IServerStreamWriter<Message> responseStream, ServerCallContext context) =>
        script.ServerStream(request, responseStream, context);

    public override Task Duplex(
        IAsyncStreamReader<Message> requestStream, IServerStreamWriter<Message> responseStream, ServerCallContext context) =>
        script.Duplex(requestStream, responseStream, context);
}
