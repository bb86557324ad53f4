using System.Collections.Concurrent;
using Google.Protobuf;
using Grpc.Core;

namespace Agent.Cri.Tests.Fakes;

/// <summary>Every call passes here: it is written down, and answered by the test's script or else by the fake runtime.</summary>
public sealed class FakeCalls
{
    /// <summary>Answers a call with one reply.</summary>
    public delegate Task<IMessage> Unary(IMessage request, CancellationToken cancellationToken);

    /// <summary>Answers a call with a stream: sends what it likes, and returns or throws to end it.</summary>
    public delegate Task Stream(IMessage request, Func<IMessage, Task> send, CancellationToken cancellationToken);

    private static readonly string[] NotInContainerd16 =
    [
        "GetContainerEvents", "RuntimeConfig", "ListMetricDescriptors", "ListPodSandboxMetrics", "UpdatePodSandboxResources",
        "CheckpointContainer", "CheckpointPod", "RestorePod", "StreamPodSandboxes", "StreamContainers",
        "StreamContainerStats", "StreamPodSandboxStats", "StreamPodSandboxMetrics", "StreamImages",
    ];

    private readonly ConcurrentQueue<FakeCall> _log = new();
    private readonly ConcurrentDictionary<string, Unary> _unary = new();
    private readonly ConcurrentDictionary<string, Stream> _streams = new();

    /// <summary>Which calls there are; may change at any time.</summary>
    public FakeCriLevel Level { get; set; }

    /// <summary>The calls so far, in the order they arrived.</summary>
    public IReadOnlyList<FakeCall> Log => [.. _log];

    /// <summary>How often a call was made.</summary>
    public int Count(string method) => _log.Count(call => call.Method == method);

    /// <summary>Answers a call by a script from now on.</summary>
    public void On<TRequest, TResponse>(string method, Func<TRequest, CancellationToken, Task<TResponse>> answer)
        where TRequest : IMessage
        where TResponse : IMessage
        => On(method, async (request, cancellationToken) => await answer((TRequest)request, cancellationToken));

    /// <inheritdoc cref="On{TRequest, TResponse}"/>
    public void On(string method, Unary answer) => _unary[method] = answer;

    /// <inheritdoc cref="On{TRequest, TResponse}"/>
    public void OnStream(string method, Stream answer) => _streams[method] = answer;

    /// <summary>Lets a call fail from now on.</summary>
    public void Fail(string method, StatusCode code, string detail)
    {
        On(method, (_, _) => throw new RpcException(new Status(code, detail)));
        OnStream(method, (_, _, _) => throw new RpcException(new Status(code, detail)));
    }

    /// <summary>
    /// Holds a call until the returned source is completed or the caller gives up; then the fake runtime answers.
    /// </summary>
    public TaskCompletionSource Hold(string method)
    {
        var release = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        _unary[method] = async (_, cancellationToken) =>
        {
            await release.Task.WaitAsync(cancellationToken);
            return null!;
        };
        return release;
    }

    /// <summary>Lets the fake runtime answer a call again.</summary>
    public void Restore(string method)
    {
        _unary.TryRemove(method, out _);
        _streams.TryRemove(method, out _);
    }

    internal async Task<TResponse> AnswerAsync<TRequest, TResponse>(
        string method, TRequest request, ServerCallContext context, Func<TRequest, TResponse> runtime)
        where TRequest : class, IMessage
        where TResponse : class, IMessage
    {
        Arrived(method, request, context);
        var scripted = _unary.TryGetValue(method, out var script)
            ? await script(request, context.CancellationToken)
            : null;
        return (TResponse?)scripted ?? runtime(request);
    }

    internal Task StreamAsync<TRequest, TPart>(
        string method,
        TRequest request,
        IServerStreamWriter<TPart> writer,
        ServerCallContext context,
        Func<TRequest, IEnumerable<TPart>> runtime)
        where TRequest : class, IMessage
        where TPart : class, IMessage
        => StreamAsync(method, request, writer, context, (sent, _) => runtime(sent).ToAsyncEnumerable());

    internal async Task StreamAsync<TRequest, TPart>(
        string method,
        TRequest request,
        IServerStreamWriter<TPart> writer,
        ServerCallContext context,
        Func<TRequest, CancellationToken, IAsyncEnumerable<TPart>> runtime)
        where TRequest : class, IMessage
        where TPart : class, IMessage
    {
        Arrived(method, request, context);
        if (_streams.TryGetValue(method, out var script))
        {
            await script(request, part => writer.WriteAsync((TPart)part), context.CancellationToken);
            return;
        }

        await foreach (var part in runtime(request, context.CancellationToken))
        {
            await writer.WriteAsync(part);
        }
    }

    private void Arrived(string method, IMessage request, ServerCallContext context)
    {
        _log.Enqueue(new FakeCall(method, request));
        if (Level == FakeCriLevel.Containerd16 && NotInContainerd16.Contains(method))
        {
            var service = context.Method.Split('/')[1];
            throw new RpcException(new Status(StatusCode.Unimplemented, $"unknown method {method} for service {service}"));
        }
    }
}
