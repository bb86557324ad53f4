using Agent.Runtime.Native;

namespace Agent.Runtime.Polling;

/// <summary>A pipe whose other end is given to a process; keeps what comes until it ends, up to a limit.</summary>
internal sealed class PipeCollector : IDisposable
{
    private readonly MemoryStream _content = new();
    private readonly DescriptorPoller.Registration _watch;
    private readonly byte[] _buffer = new byte[16 * 1024];
    private readonly int _limit;
    private readonly int _readEnd;
    private int _writeEnd;

    /// <summary>Makes the pipe. What comes after <paramref name="limit"/> bytes is read and thrown away.</summary>
    public PipeCollector(DescriptorPoller poller, int limit)
    {
        _limit = limit;
        (_readEnd, _writeEnd) = Libc.Pipe();
        Libc.SetNonBlocking(_readEnd);
        _watch = poller.Watch(_readEnd, OnReady);
    }

    /// <summary>The end for the process.</summary>
    public int WriteEnd => _writeEnd;

    /// <summary>Completes when every process has closed its end; ours has to be closed for that.</summary>
    public Task Ended => _watch.Done;

    /// <summary>Closes our copy of the process's end.</summary>
    public void CloseWriteEnd()
    {
        if (Interlocked.Exchange(ref _writeEnd, -1) is >= 0 and var fd)
        {
            _ = Libc.CloseRaw(fd);
        }
    }

    /// <summary>Stops reading and returns what came.</summary>
    public byte[] Finish()
    {
        _watch.Cancel();
        return _content.ToArray();
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        CloseWriteEnd();
        _watch.Cancel();
        _ = Libc.CloseRaw(_readEnd);
        _content.Dispose();
    }

    private bool OnReady()
    {
        var count = Libc.Read(_readEnd, _buffer);
        if (count > 0)
        {
            _content.Write(_buffer, 0, (int)Math.Min(count, _limit - _content.Length));
        }

        return count != 0;
    }
}
