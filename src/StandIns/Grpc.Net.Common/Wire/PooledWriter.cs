using System.Buffers;

namespace Grpc.Net.Wire;

/// <summary>
/// Collects bytes in an array of the shared pool. Writable as a buffer and as a stream. Disposed, it is empty again and can
/// be used again.
/// </summary>
internal sealed class PooledWriter : Stream, IBufferWriter<byte>
{
    private byte[] _array = [];

    /// <summary>Bytes written so far.</summary>
    public int Written { get; private set; }

    /// <summary>The most bytes there may be; one more throws.</summary>
    public int? Limit { get; init; }

    /// <summary>Thrown beyond <see cref="Limit"/>.</summary>
    public Func<Exception>? LimitExceeded { get; init; }

    public override bool CanRead => false;

    public override bool CanSeek => false;

    public override bool CanWrite => true;

    public override long Length => Written;

    public override long Position
    {
        get => Written;
        set => throw new NotSupportedException();
    }

    /// <summary>The bytes written.</summary>
    public Span<byte> WrittenSpan => _array.AsSpan(0, Written);

    /// <summary>Makes room for this many more bytes.</summary>
    public void Reserve(int count)
    {
        if (_array.Length - Written >= count)
        {
            return;
        }

        var needed = (int)Math.Min(Array.MaxLength, Math.Max((long)Written + count, _array.Length * 2L));
        var larger = ArrayPool<byte>.Shared.Rent(needed);
        WrittenSpan.CopyTo(larger);
        Release();
        _array = larger;
    }

    public void Advance(int count) => Written += count;

    public Memory<byte> GetMemory(int sizeHint = 0)
    {
        Reserve(Math.Max(sizeHint, 1));
        return _array.AsMemory(Written);
    }

    public Span<byte> GetSpan(int sizeHint = 0)
    {
        Reserve(Math.Max(sizeHint, 1));
        return _array.AsSpan(Written);
    }

    public override void Write(ReadOnlySpan<byte> buffer)
    {
        if (Written + (long)buffer.Length > Limit)
        {
            throw LimitExceeded!();
        }

        Reserve(buffer.Length);
        buffer.CopyTo(_array.AsSpan(Written));
        Written += buffer.Length;
    }

    public override void Write(byte[] buffer, int offset, int count) => Write(buffer.AsSpan(offset, count));

    /// <summary>Hands over the bytes written, and starts anew.</summary>
    public PooledBytes Detach()
    {
        var bytes = new PooledBytes(_array, Written);
        _array = [];
        Written = 0;
        return bytes;
    }

    public override void Flush()
    {
    }

    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    protected override void Dispose(bool disposing)
    {
        Release();
        _array = [];
        Written = 0;
        base.Dispose(disposing);
    }

    private void Release()
    {
        if (_array.Length > 0)
        {
            ArrayPool<byte>.Shared.Return(_array);
        }
    }
}
