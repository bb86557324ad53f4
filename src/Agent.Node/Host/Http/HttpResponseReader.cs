using System.Buffers;
using System.Globalization;
using System.Text;

namespace Agent.Node.Host.Http;

/// <summary>
/// Reads one HTTP/1.x response from bytes as they come. Whatever comes, it keeps to its limits and ends with an answer or an
/// <see cref="IOException"/>.
/// </summary>
internal sealed class HttpResponseReader
{
    /// <summary>Bytes of a response beside its body, at most: status line, headers, framing.</summary>
    public const int MaxOverhead = 64 * 1024;

    private readonly ArrayBufferWriter<byte> _line = new(128);
    private Part _part = Part.StatusLine;
    private int _overhead;
    private int _statusCode;
    private string? _location;
    private long? _length;
    private bool _chunked;
    private long _left;
    private int _bodyRead;
    private MemoryStream? _body;

    private enum Part
    {
        StatusLine,
        Headers,
        Body,
        BodyToEnd,
        ChunkSize,
        ChunkData,
        ChunkEnd,
        Trailers,
        Done,
    }

    /// <summary>Nothing more is to be read.</summary>
    public bool IsComplete => _part == Part.Done;

    /// <summary>The response, once complete.</summary>
    public HttpAnswer Answer => IsComplete
        ? new HttpAnswer(_statusCode, _location, _body is null ? "" : Encoding.UTF8.GetString(_body.GetBuffer(), 0, (int)_body.Length))
        : throw new InvalidOperationException("the response is not complete");

    /// <summary>Takes bytes of the response.</summary>
    /// <exception cref="IOException">They are not HTTP, or too many.</exception>
    public void Read(ReadOnlySpan<byte> data)
    {
        while (!data.IsEmpty && _part != Part.Done)
        {
            data = _part switch
            {
                Part.Body or Part.BodyToEnd or Part.ChunkData => ReadBody(data),
                _ => ReadLine(data),
            };
        }
    }

    /// <summary>The connection has ended.</summary>
    /// <exception cref="IOException">The response has not.</exception>
    public void End()
    {
        if (_part == Part.BodyToEnd)
        {
            _part = Part.Done;
        }
        else if (_part != Part.Done)
        {
            throw new IOException(_overhead == 0 ? "EOF" : "unexpected EOF");
        }
    }

    private ReadOnlySpan<byte> ReadBody(ReadOnlySpan<byte> data)
    {
        var take = Math.Min(data.Length, HttpAnswer.MaxBody - _bodyRead);
        if (_part != Part.BodyToEnd)
        {
            take = (int)Math.Min(take, _left);
        }

        if (_statusCode is >= 300 and < 400)
        {
            (_body ??= new MemoryStream()).Write(data[..take]);
        }

        _bodyRead += take;
        _left -= take;
        if (_bodyRead == HttpAnswer.MaxBody)
        {
            // More of it says nothing more.
            _part = Part.Done;
        }
        else if (_left == 0 && _part != Part.BodyToEnd)
        {
            _part = _part == Part.Body ? Part.Done : Part.ChunkEnd;
        }

        return data[take..];
    }

    private ReadOnlySpan<byte> ReadLine(ReadOnlySpan<byte> data)
    {
        var end = data.IndexOf((byte)'\n');
        var taken = end < 0 ? data.Length : end + 1;
        _overhead += taken;
        if (_overhead > MaxOverhead)
        {
            throw new IOException($"response headers are longer than {MaxOverhead} bytes");
        }

        if (end < 0)
        {
            _line.Write(data);
        }
        else if (_line.WrittenCount == 0)
        {
            TakeLine(data[..end]);
        }
        else
        {
            _line.Write(data[..end]);
            TakeLine(_line.WrittenSpan);
            _line.ResetWrittenCount();
        }

        return data[taken..];
    }

    private void TakeLine(ReadOnlySpan<byte> line)
    {
        if (line is [.., (byte)'\r'])
        {
            line = line[..^1];
        }

        switch (_part)
        {
            case Part.StatusLine:
                TakeStatus(line);
                break;
            case Part.Headers when line.IsEmpty:
                EndHeaders();
                break;
            case Part.Headers:
                TakeHeader(line);
                break;
            case Part.ChunkSize:
                TakeChunkSize(line);
                break;
            case Part.ChunkEnd when line.IsEmpty:
                _part = Part.ChunkSize;
                break;
            case Part.ChunkEnd:
                throw new IOException("malformed chunked encoding");
            case Part.Trailers when line.IsEmpty:
                _part = Part.Done;
                break;
        }
    }

    // HTTP/1.1 200 OK
    private void TakeStatus(ReadOnlySpan<byte> line)
    {
        if (line.Length < 12 || !line.StartsWith("HTTP/1."u8) || !IsDigit(line[7]) || line[8] != ' '
            || !IsDigit(line[9]) || !IsDigit(line[10]) || !IsDigit(line[11]) || (line.Length > 12 && line[12] != ' '))
        {
            throw new IOException($"malformed HTTP response \"{Printable(line)}\"");
        }

        _statusCode = ((line[9] - '0') * 100) + ((line[10] - '0') * 10) + line[11] - '0';
        _part = Part.Headers;
    }

    private void TakeHeader(ReadOnlySpan<byte> line)
    {
        if (line[0] is (byte)' ' or (byte)'\t')
        {
            // A folded line; of the headers that count here none is ever folded.
            return;
        }

        var colon = line.IndexOf((byte)':');
        if (colon <= 0)
        {
            throw new IOException($"malformed HTTP header \"{Printable(line)}\"");
        }

        var name = line[..colon];
        var value = line[(colon + 1)..].Trim(" \t"u8);
        if (Ascii.EqualsIgnoreCase(name, "content-length"u8))
        {
            TakeLength(value);
        }
        else if (Ascii.EqualsIgnoreCase(name, "transfer-encoding"u8))
        {
            if (!Ascii.EqualsIgnoreCase(value, "chunked"u8))
            {
                throw new IOException($"unsupported transfer encoding \"{Printable(value)}\"");
            }

            _chunked = true;
        }
        else if (_location is null && Ascii.EqualsIgnoreCase(name, "location"u8))
        {
            _location = Encoding.UTF8.GetString(value);
        }
    }

    private void TakeLength(ReadOnlySpan<byte> value)
    {
        if (!long.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out var length) || (_length is { } before && before != length))
        {
            throw new IOException($"bad Content-Length \"{Printable(value)}\"");
        }

        _length = length;
    }

    private void EndHeaders()
    {
        if (_statusCode is >= 100 and < 200 and not 101)
        {
            // An interim response: the real one follows.
            (_part, _location, _length, _chunked) = (Part.StatusLine, null, null, false);
            return;
        }

        _left = _length ?? 0;
        _part = _statusCode is 101 or 204 or 304 ? Part.Done
            : _chunked ? Part.ChunkSize
            : _length == 0 ? Part.Done
            : _length is not null ? Part.Body
            : Part.BodyToEnd;
    }

    private void TakeChunkSize(ReadOnlySpan<byte> line)
    {
        var end = line.IndexOf((byte)';');
        var size = (end < 0 ? line : line[..end]).Trim(" \t"u8);
        if (size.Length is 0 or > 15 || !long.TryParse(size, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out _left))
        {
            throw new IOException("malformed chunked encoding");
        }

        _part = _left == 0 ? Part.Trailers : Part.ChunkData;
    }

    private static bool IsDigit(byte b) => b is >= (byte)'0' and <= (byte)'9';

    private static string Printable(ReadOnlySpan<byte> text)
    {
        var length = Math.Min(text.Length, 40);
        return string.Create(length, Encoding.Latin1.GetString(text[..length]), (to, from) =>
        {
            for (var i = 0; i < to.Length; i++)
            {
                to[i] = from[i] is >= ' ' and <= '~' ? from[i] : '.';
            }
        });
    }
}
