using System.Buffers;
using System.Text.Json;
using Agent.Kubernetes.Api;

namespace Agent.Kubernetes.Client;

/// <summary>Cuts the bytes of a watch into events, however they arrive.</summary>
/// <param name="maxBytes">Most bytes of one event.</param>
internal sealed class WatchFrames(int maxBytes)
{
    private static readonly JsonReaderOptions Options = new() { MaxDepth = 1000 };

    private JsonObjectEnd _end;
    private long _seen;

    /// <summary>No event has begun that has not ended.</summary>
    public bool IsBetween => _seen == 0;

    /// <summary>Takes the next whole event.</summary>
    /// <param name="buffer">All bytes not taken yet; taken ones are cut off its front.</param>
    /// <returns>Null: more bytes are needed, behind these.</returns>
    /// <exception cref="JsonException">The bytes are no events. No further call is allowed.</exception>
    public WatchFrame? Next(ref ReadOnlySequence<byte> buffer)
    {
        if (IsBetween && !Begin(ref buffer))
        {
            return null;
        }

        foreach (var piece in buffer.Slice(_seen))
        {
            var ends = _end.Find(piece.Span, out var used);
            _seen += used;
            if (_seen > maxBytes)
            {
                throw new JsonException($"an event has more than {maxBytes} bytes, which is the most that is read");
            }

            if (ends)
            {
                var frame = Parse(buffer.Slice(0, _seen));
                buffer = buffer.Slice(_seen);
                (_end, _seen) = (default, 0);
                return frame;
            }
        }

        return null;
    }

    /// <summary>Leaves out the white space between events.</summary>
    private static bool Begin(ref ReadOnlySequence<byte> buffer)
    {
        var reader = new SequenceReader<byte>(buffer);
        reader.AdvancePastAny(" \t\r\n"u8);
        buffer = reader.UnreadSequence;
        return reader.TryPeek(out var first) && (first == '{' ? true : throw new JsonException("an event begins with '{'"));
    }

    private static WatchFrame Parse(ReadOnlySequence<byte> bytes)
    {
        try
        {
            return Read(bytes);
        }
        catch (InvalidOperationException)
        {
            // A text with half a surrogate pair.
            throw new JsonException("a text of an event is no Unicode");
        }
    }

    private static WatchFrame Read(ReadOnlySequence<byte> bytes)
    {
        var reader = new Utf8JsonReader(bytes, Options);
        string? type = null;
        byte[]? content = null;
        reader.Read();
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var isType = reader.ValueTextEquals("type"u8);
            var isObject = !isType && reader.ValueTextEquals("object"u8);
            reader.Read();
            var start = reader.TokenStartIndex;
            if (isType)
            {
                type = reader.TokenType == JsonTokenType.String ? reader.GetString() : throw new JsonException("the type of an event is no text");
            }
            else if (isObject && reader.TokenType != JsonTokenType.StartObject)
            {
                throw new JsonException("the object of an event is none");
            }

            reader.Skip();
            if (isObject)
            {
                content = bytes.Slice(start, reader.BytesConsumed - start).ToArray();
            }
        }

        return new WatchFrame(Kind(type), content ?? throw new JsonException("an event has no object"));
    }

    private static WatchEventKind Kind(string? type) => type switch
    {
        "ADDED" => WatchEventKind.Added,
        "MODIFIED" => WatchEventKind.Modified,
        "DELETED" => WatchEventKind.Deleted,
        "BOOKMARK" => WatchEventKind.Bookmark,
        "ERROR" => WatchEventKind.Error,
        null => throw new JsonException("an event has no type"),
        _ => throw new JsonException($"an event's type \"{(type.Length > 40 ? type[..40] : type)}\" is none of ADDED, MODIFIED, DELETED, BOOKMARK and ERROR"),
    };
}
