using Grpc.Core;
using StandIns.Grpc.Tests.Protos;

namespace StandIns.Grpc.Tests.Harness;

/// <summary>What the server does, as functions that a test sets.</summary>
internal sealed class Script
{
    public Func<Message, ServerCallContext, Task<Message>> Unary { get; set; } =
        (request, _) => Task.FromResult(request);

    public Func<IAsyncStreamReader<Message>, ServerCallContext, Task<Message>> ClientStream { get; set; } =
        async (requests, _) =>
        {
            var all = new Message();
            await foreach (var request in requests.ReadAllAsync())
            {
                all.Children.Add(request);
            }

            return all;
        };

    public Func<Message, IServerStreamWriter<Message>, ServerCallContext, Task> ServerStream { get; set; } =
        async (request, responses, _) =>
        {
            for (var i = 0; i < request.Number; i++)
            {
                await responses.WriteAsync(new Message { Number = i });
            }
        };

    public Func<IAsyncStreamReader<Message>, IServerStreamWriter<Message>, ServerCallContext, Task> Duplex { get; set; } =
        async (requests, responses, _) =>
        {
            await foreach (var request in requests.ReadAllAsync())
            {
                await responses.WriteAsync(request);
            }
        };
}
