using System.Buffers;

namespace Agent.Kubernetes.Client;

/// <summary>Finds where a JSON object ends, fed piece by piece, each byte once. Whether it is sound is not checked here.</summary>
internal struct JsonObjectEnd
{
    private static readonly SearchValues<byte> Structure = SearchValues.Create("{}[]\""u8);

    private int _depth;
    private bool _inText;
    private bool _escaped;

    /// <summary>Looks at the next piece.</summary>
    /// <param name="piece">It begins at the object's opening brace, or where the last piece ended.</param>
    /// <param name="used">Bytes of the piece up to and with the closing brace; all of them when it is not there.</param>
    /// <returns>Whether the object ends in this piece.</returns>
    public bool Find(ReadOnlySpan<byte> piece, out int used)
    {
        used = 0;
        while (used < piece.Length)
        {
            if (_escaped)
            {
                _escaped = false;
                used++;
                continue;
            }

            var rest = piece[used..];
            var at = _inText ? rest.IndexOfAny((byte)'"', (byte)'\\') : rest.IndexOfAny(Structure);
            if (at < 0)
            {
                used = piece.Length;
                return false;
            }

            used += at + 1;
            switch (rest[at])
            {
                case (byte)'"':
                    _inText = !_inText;
                    break;
                case (byte)'\\':
                    _escaped = true;
                    break;
                case (byte)'{' or (byte)'[':
                    _depth++;
                    break;
                default:
                    if (--_depth == 0)
                    {
                        return true;
                    }

                    break;
            }
        }

        return false;
    }
}
