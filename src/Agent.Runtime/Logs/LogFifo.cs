using Agent.Runtime.Native;

namespace Agent.Runtime.Logs;

/// <summary>
/// One stream of a container: a FIFO in the container's folder. The container has it open for reading and writing, so its
/// writes neither fail nor end it while no runtime reads; they wait when the kernel's 64 KiB are full. The runtime moves what
/// arrives to a spool file next to it inside the kernel, so that bytes are always in one of the two.
/// </summary>
internal sealed class LogFifo : IDisposable
{
    private const int Chunk = 256 * 1024;
    private readonly string _spoolPath;
    private int _pipe = -1;
    private int _spool = -1;

    /// <summary>The stream's files in the folder given.</summary>
    public LogFifo(string folder, LogStream stream)
    {
        var name = stream == LogStream.Stdout ? "stdout" : "stderr";
        Path = System.IO.Path.Join(folder, name + ".fifo");
        _spoolPath = System.IO.Path.Join(folder, name + ".spool");
    }

    /// <summary>The FIFO's path, which the container's end is opened by.</summary>
    public string Path { get; }

    /// <summary>The reading end, for polling.</summary>
    public int Descriptor => _pipe;

    /// <summary>How much has ever been moved to the spool since it was last emptied.</summary>
    public long Length { get; private set; }

    /// <summary>Makes the FIFO, owned by the container's user so that it may open /dev/stdout again.</summary>
    public void Make(uint? uid)
    {
        Libc.Check(Libc.MkfifoRaw(Path, 0b110_000_000), $"mkfifo {Path}");
        if (uid is { } owner)
        {
            Libc.Check(Libc.ChownRaw(Path, owner, uint.MaxValue), $"chown {Path}");
        }
    }

    /// <summary>Opens the reading end and the spool. Does not wait for the container's end.</summary>
    public void Open()
    {
        _pipe = Libc.Check(Libc.OpenRaw(Path, Libc.ORdOnly | Libc.ONonBlock | Libc.OCloExec, 0), $"open {Path}");
        _spool = Libc.Check(Libc.OpenRaw(_spoolPath, Libc.ORdWr | Libc.OCreat | Libc.OCloExec, 0b110_000_000), $"open {_spoolPath}");
        Length = FileFacts.OfDescriptor(_spool).Size;
    }

    /// <summary>Moves what is there to the spool: how many bytes, 0 at the end of the stream, -1 when nothing is there now.</summary>
    public int Pull()
    {
        var count = Libc.Splice(_pipe, _spool, Length, Chunk);
        if (count > 0)
        {
            Length += count;
        }

        return count;
    }

    /// <summary>Throws away what is there, when neither spool nor log can take it; the same results as <see cref="Pull"/>.</summary>
    public int Discard() => Libc.Read(_pipe, new byte[65536]);

    /// <summary>Reads from the spool.</summary>
    public int ReadSpool(Span<byte> buffer, long offset)
    {
        using var handle = new Microsoft.Win32.SafeHandles.SafeFileHandle(_spool, ownsHandle: false);
        return RandomAccess.Read(handle, buffer, offset);
    }

    /// <summary>Empties the spool.</summary>
    public void Empty()
    {
        using var handle = new Microsoft.Win32.SafeHandles.SafeFileHandle(_spool, ownsHandle: false);
        RandomAccess.SetLength(handle, 0);
        Length = 0;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (var descriptor in (ReadOnlySpan<int>)[_pipe, _spool])
        {
            if (descriptor >= 0)
            {
                _ = Libc.CloseRaw(descriptor);
            }
        }

        _pipe = _spool = -1;
    }
}
