using System.Buffers.Binary;
using System.Text;

namespace Agent.ApiServer.Protobuf;

/// <summary>Reads the fields of one message, in their order on the wire.</summary>
internal ref struct WireReader(ReadOnlySpan<byte> bytes)
{
    private const int Varint = 0;
    private const int Fixed64 = 1;
    private const int Bytes = 2;
    private const int Fixed32 = 5;

    private ReadOnlySpan<byte> _rest = bytes;

    /// <summary>Number of the field that was read last.</summary>
    public int Field { get; private set; }

    /// <summary>Its number, when it is one.</summary>
    public long Number { get; private set; }

    /// <summary>Its bytes, when it is a text, bytes, or a message.</summary>
    public ReadOnlySpan<byte> Value { get; private set; }

    /// <summary>Its value is bytes.</summary>
    public bool IsBytes { get; private set; }

    /// <summary>Its bytes as text.</summary>
    public readonly string Text => Encoding.UTF8.GetString(Value);

    /// <summary>Goes to the next field; false: there is none.</summary>
    /// <exception cref="FormatException">The bytes are no message.</exception>
    public bool Next()
    {
        if (_rest.IsEmpty)
        {
            return false;
        }

        var tag = ReadVarint();
        Field = (int)(tag >> 3);
        IsBytes = false;
        Value = default;
        switch (tag & 7)
        {
            case Varint:
                Number = (long)ReadVarint();
                break;
            case Fixed64:
                Number = BinaryPrimitives.ReadInt64LittleEndian(Take(sizeof(long)));
                break;
            case Fixed32:
                Number = BinaryPrimitives.ReadInt32LittleEndian(Take(sizeof(int)));
                break;
            case Bytes:
                IsBytes = true;
                Value = Take(ReadVarint());
                break;
            default:
                throw new FormatException($"wire type {tag & 7} of field {Field} is not known");
        }

        return true;
    }

    private ReadOnlySpan<byte> Take(ulong count)
    {
        if (count > (ulong)_rest.Length)
        {
            throw new FormatException("the message is cut off");
        }

        var taken = _rest[..(int)count];
        _rest = _rest[(int)count..];
        return taken;
    }

    private ulong ReadVarint()
    {
        var value = 0UL;
        for (var shift = 0; shift < 64; shift += 7)
        {
            if (_rest.IsEmpty)
            {
                break;
            }

            var next = _rest[0];
            _rest = _rest[1..];
            value |= (ulong)(next & 0x7f) << shift;
            if (next < 0x80)
            {
                return value;
            }
        }

        throw new FormatException("a number is cut off");
    }
}
