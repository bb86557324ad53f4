namespace Grpc.Net.Client.Internal;

/// <summary>The calls in progress on a channel, linked through the calls themselves: entering one allocates nothing.</summary>
internal sealed class CallRegistry
{
    private readonly Lock _gate = new();
    private ClientCall? _first;

    public bool IsClosed { get; private set; }

    /// <summary>Adds a call; false where the channel is closed.</summary>
    public bool TryAdd(ClientCall call)
    {
        lock (_gate)
        {
            if (IsClosed)
            {
                return false;
            }

            call.Next = _first;
            _first?.Previous = call;
            _first = call;
            return true;
        }
    }

    /// <summary>Removes a call. Only a call that was added, and once.</summary>
    public void Remove(ClientCall call)
    {
        lock (_gate)
        {
            if (call.Previous is null)
            {
                _first = call.Next;
            }
            else
            {
                call.Previous.Next = call.Next;
            }

            call.Next?.Previous = call.Previous;
            call.Next = call.Previous = null;
        }
    }

    /// <summary>Takes no more calls and disposes those in progress; false where that was done before.</summary>
    public bool Close()
    {
        var calls = new List<ClientCall>();
        lock (_gate)
        {
            if (IsClosed)
            {
                return false;
            }

            IsClosed = true;
            for (var call = _first; call is not null; call = call.Next)
            {
                calls.Add(call);
            }
        }

        calls.ForEach(call => call.Dispose());
        return true;
    }
}
