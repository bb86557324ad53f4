using System.Buffers;
using Agent.Runtime.Native;
using Agent.Runtime.Polling;
using Microsoft.Extensions.Logging;
using Microsoft.Win32.SafeHandles;

namespace Agent.Runtime.Logs;

/// <summary>
/// Writes a container's two streams to its log file. Every byte the container wrote is in its FIFO, in a spool or in the log
/// at any time, so a runtime killed at any point goes on where it was: no line lost, none twice.
/// </summary>
internal sealed partial class ContainerLog : IDisposable
{
    private const int Chunk = 256 * 1024;
    private const int EmptySpoolAt = 256 * 1024;

    private readonly Lock _lock = new();
    private readonly LogFifo[] _fifos;
    private readonly DescriptorPoller.Registration?[] _watches = new DescriptorPoller.Registration?[2];
    private readonly LogPath? _path;
    private readonly SafeFileHandle _cursorFile;
    private readonly TimeProvider _clock;
    private readonly ILogger _logger;
    private readonly ArrayBufferWriter<byte> _records = new();
    private LogCursor _cursor;
    private DateTimeOffset _lastTime;
    private int _file = -1;
    private bool _writeFailing;

    /// <summary>Opens log, FIFOs and spools; goes on from what a runtime before left behind.</summary>
    /// <param name="folder">The container's folder.</param>
    /// <param name="path">The log file; null keeps nothing.</param>
    /// <param name="clock">Gives records their time.</param>
    /// <param name="logger">Takes warnings.</param>
    /// <exception cref="IOException">A file cannot be opened.</exception>
    public ContainerLog(string folder, LogPath? path, TimeProvider clock, ILogger<ContainerLog> logger)
    {
        (_path, _clock, _logger) = (path, clock, logger);
        _fifos = [new LogFifo(folder, LogStream.Stdout), new LogFifo(folder, LogStream.Stderr)];
        _cursorFile = File.OpenHandle(Path.Join(folder, "log.cursor"), FileMode.OpenOrCreate, FileAccess.ReadWrite);
        try
        {
            foreach (var fifo in _fifos)
            {
                fifo.Open();
            }

            Resume();
        }
        catch
        {
            Dispose();
            throw;
        }
    }

    /// <summary>Begins to read. To be called when the container has its ends open.</summary>
    public void Start(DescriptorPoller poller)
    {
        foreach (var stream in (ReadOnlySpan<LogStream>)[LogStream.Stdout, LogStream.Stderr])
        {
            _watches[(int)stream] = poller.Watch(_fifos[(int)stream].Descriptor, () => Pump(stream));
        }
    }

    /// <summary>Completes when all processes that had a stream of the container open have closed it.</summary>
    public Task Ended => Task.WhenAll(_watches.Select(watch => watch?.Done ?? Task.CompletedTask));

    /// <summary>Closes the log file and opens it again by its path, after it was renamed for rotation.</summary>
    /// <exception cref="IOException">It cannot be opened; the old file stays open.</exception>
    public void Reopen()
    {
        lock (_lock)
        {
            // It may have come to its end since the caller looked.
            if (!_cursorFile.IsClosed)
            {
                OpenFile();
                Commit(_cursor);
            }
        }
    }

    /// <summary>Stops reading, takes what is still there, and writes an unfinished line as a part.</summary>
    public void Finish()
    {
        foreach (var watch in _watches)
        {
            watch?.Cancel();
        }

        lock (_lock)
        {
            foreach (var stream in (ReadOnlySpan<LogStream>)[LogStream.Stdout, LogStream.Stderr])
            {
                // Bounded: a process that got away may go on writing for ever.
                for (var n = 0; n < 64 && Take(_fifos[(int)stream]) > 0; n++)
                {
                    Drain(stream, atEnd: false);
                }

                Drain(stream, atEnd: true);
                EmptySpool(stream);
            }
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (var watch in _watches)
        {
            watch?.Cancel();
        }

        lock (_lock)
        {
            foreach (var fifo in _fifos)
            {
                fifo.Dispose();
            }

            if (_file >= 0)
            {
                _ = Libc.CloseRaw(_file);
                _file = -1;
            }

            _cursorFile.Dispose();
        }
    }

    private bool Pump(LogStream stream)
    {
        lock (_lock)
        {
            var fifo = _fifos[(int)stream];
            var count = Take(fifo);
            if (count > 0)
            {
                Drain(stream, atEnd: false);
                if (_cursor.Used(stream) == fifo.Length && fifo.Length >= EmptySpoolAt)
                {
                    EmptySpool(stream);
                }
            }

            return count != 0;
        }
    }

    private int Take(LogFifo fifo)
    {
        try
        {
            return fifo.Pull();
        }
        catch (NativeException error)
        {
            // A full disk must not stop the container: its output is lost until there is room, and this says so.
            LogCannotKeep(error, fifo.Path);
            return fifo.Discard();
        }
    }

    private void Drain(LogStream stream, bool atEnd)
    {
        var fifo = _fifos[(int)stream];
        var buffer = ArrayPool<byte>.Shared.Rent(Chunk);
        try
        {
            int count;
            while ((count = fifo.ReadSpool(buffer.AsSpan(0, Chunk), _cursor.Used(stream))) > 0)
            {
                // Never backwards within a file, also when the clock is set back.
                _lastTime = _clock.GetUtcNow() is var now && now > _lastTime ? now : _lastTime;
                _records.ResetWrittenCount();
                var used = CriLogFormat.Format(buffer.AsSpan(0, count), stream, _lastTime, atEnd && count < Chunk, _records);
                if (used == 0)
                {
                    return;
                }

                Append(_records.WrittenSpan);
                Commit(_cursor.WithUsed(stream, _cursor.Used(stream) + used));
            }
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }

    private void Append(ReadOnlySpan<byte> records)
    {
        if (_file < 0)
        {
            return;
        }

        var before = FileFacts.OfDescriptor(_file).Size;
        try
        {
            Libc.WriteAll(_file, records);
            _writeFailing = false;
        }
        catch (NativeException error)
        {
            if (!_writeFailing)
            {
                LogCannotWrite(error, _path!.Full);
            }

            _writeFailing = true;
        }

        _cursor = _cursor with { LogLength = _writeFailing ? FileFacts.OfDescriptor(_file).Size : before + records.Length };
    }

    private void EmptySpool(LogStream stream)
    {
        // First the file, then the cursor: a cursor beyond the end of the spool means that all of it was used.
        _fifos[(int)stream].Empty();
        Commit(_cursor.WithUsed(stream, 0));
    }

    private void Commit(LogCursor cursor)
    {
        _cursor = cursor;
        cursor.Write(_cursorFile);
    }

    private void Resume()
    {
        var left = LogCursor.Read(_cursorFile);
        if (_path is not null)
        {
            OpenFile();
            if (left is { } known && known.LogInode == _cursor.LogInode && _cursor.LogLength > known.LogLength)
            {
                // Written but not noted: cut back, the same bytes are formatted again from the spool.
                using var handle = new SafeFileHandle(_file, ownsHandle: false);
                RandomAccess.SetLength(handle, known.LogLength);
                _cursor = _cursor with { LogLength = known.LogLength };
            }
        }

        foreach (var stream in (ReadOnlySpan<LogStream>)[LogStream.Stdout, LogStream.Stderr])
        {
            var used = left?.Used(stream) ?? 0;
            _cursor = _cursor.WithUsed(stream, used <= _fifos[(int)stream].Length ? used : 0);
        }

        Commit(_cursor);
    }

    private void OpenFile()
    {
        if (_path is null)
        {
            return;
        }

        var (file, facts) = _path.Open();
        if (_file >= 0)
        {
            _ = Libc.CloseRaw(_file);
        }

        _file = file;
        _cursor = _cursor with { LogInode = facts.Inode, LogLength = facts.Size };
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "Cannot write to log {Path}; output is lost until it can be written again")]
    private partial void LogCannotWrite(Exception error, string path);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Cannot spool output of {Path}; it is lost until there is room")]
    private partial void LogCannotKeep(Exception error, string path);
}
