using Google.Protobuf;

namespace Agent.Node.Runtime;

/// <summary>The outcome of a <see cref="CriCall"/>: a response or a failure, never both.</summary>
internal sealed record CriReply(CallId Id, CriMethod Method, IMessage? Response, CriFailure? Failure)
{
    /// <summary>The response as its type.</summary>
    /// <exception cref="InvalidOperationException">The call failed.</exception>
    public T As<T>() where T : class, IMessage =>
        Response as T ?? throw new InvalidOperationException($"{Method} has no {typeof(T).Name}: {Failure?.Message}");
}
