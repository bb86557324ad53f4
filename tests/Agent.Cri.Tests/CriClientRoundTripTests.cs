using System.Reflection;
using Agent.Cri.Protocol;
using Agent.Cri.Tests.Protocol;
using Google.Protobuf;

namespace Agent.Cri.Tests;

public class CriClientRoundTripTests(FakeCriServerFixture fixture) : IClassFixture<FakeCriServerFixture>
{
    public static TheoryData<string> CallsWithOneReply
        => [.. Ports().Select(port => port.Name).Where(name => name != nameof(IRuntimeService.GetContainerEventsAsync))];

    [Fact]
    public void Ports_HaveOneMethodForEachCall()
    {
        var calls = RuntimeServiceReflection.Descriptor.Services[0].Methods
            .Concat(ImageServiceReflection.Descriptor.Services[0].Methods)
            .Select(method => method.Name + "Async");

        Assert.Equal(calls.Order(StringComparer.Ordinal), Ports().Select(port => port.Name).Order(StringComparer.Ordinal));
    }

    [Theory]
    [MemberData(nameof(CallsWithOneReply))]
    public async Task Call_WithEveryFieldSet_ArrivesWholeAndSoDoesItsReply(string name)
    {
        var port = Ports().Single(candidate => candidate.Name == name);
        var call = name[..^"Async".Length];
        var request = Filled(port.GetParameters()[0].ParameterType, seed: 1);
        var responseType = port.ReturnType.GetGenericArguments()[0];
        var first = Filled(responseType, seed: 2);
        var second = Filled(responseType, seed: 3);
        fixture.Server.Calls.On(call, (_, _) => Task.FromResult(first));
        fixture.Server.Calls.OnStream(call, async (_, send, _) =>
        {
            await send(first);
            await send(second);
        });

        var reply = (Task)port.Invoke(fixture.Client, [request, CancellationToken.None])!;
        await reply;

        var expected = first;
        if (call.StartsWith("Stream", StringComparison.Ordinal))
        {
            expected = Filled(responseType, seed: 2);
            expected.MergeFrom(second.ToByteString());
        }

        Assert.Equal(expected, reply.GetType().GetProperty("Result")!.GetValue(reply));
        Assert.Equal(request, fixture.Server.Calls.Log.Single(arrived => arrived.Method == call).Request);
    }

    private static IEnumerable<MethodInfo> Ports()
        => typeof(IRuntimeService).GetMethods().Concat(typeof(IImageService).GetMethods());

    private static IMessage Filled(Type type, int seed)
        => MessageFiller.Fill(((IMessage)Activator.CreateInstance(type)!).Descriptor, seed);
}
