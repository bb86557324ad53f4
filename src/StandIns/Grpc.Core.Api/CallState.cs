namespace Grpc.Core;

/// <summary>
/// What the four call types share. Each member is a value or delegate without argument, or a delegate that takes
/// <paramref name="state"/>, so that a transport can pass cached delegates and allocate nothing for them.
/// </summary>
internal readonly struct CallState(object headers, object status, object trailers, object dispose, object? state)
{
    public Task<Metadata> Headers =>
        headers is Func<object, Task<Metadata>> ask ? ask(state!) : (Task<Metadata>)headers;

    public Status Status =>
        status is Func<object, Status> ask ? ask(state!) : ((Func<Status>)status)();

    public Metadata Trailers =>
        trailers is Func<object, Metadata> ask ? ask(state!) : ((Func<Metadata>)trailers)();

    public void Dispose()
    {
        if (dispose is Action<object> withState)
        {
            withState(state!);
        }
        else
        {
            ((Action)dispose)();
        }
    }
}
