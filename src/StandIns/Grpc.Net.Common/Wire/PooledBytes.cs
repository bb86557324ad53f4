using System.Buffers;

namespace Grpc.Net.Wire;

/// <summary>Bytes in an array of the shared pool, which gets the array back on <see cref="Dispose"/>.</summary>
internal readonly struct PooledBytes(byte[] array, int length) : IDisposable
{
    public ReadOnlyMemory<byte> Memory => array.AsMemory(0, length);

    public ReadOnlySequence<byte> Sequence => new(array, 0, length);

    public void Dispose() => ArrayPool<byte>.Shared.Return(array);
}
