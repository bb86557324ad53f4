using System.Collections.Immutable;
using System.Globalization;
using System.Text;

namespace Agent.Node.Events;

/// <summary>
/// Keeps events few: the same event counts on, many similar ones are combined into one, and one object can not flood the API
/// server. The figures are client-go's event correlator's.
/// </summary>
internal sealed class EventCorrelator
{
    /// <summary>Entries kept of each kind (client-go: 4096).</summary>
    public const int Remembered = 4096;

    /// <summary>Different messages of one group after which they are combined (client-go: 10).</summary>
    public const int CombineFrom = 10;

    /// <summary>Events of one object at once (client-go: 25).</summary>
    public const int Burst = 25;

    /// <summary>Bytes of a message at most (the API server's limit).</summary>
    public const int MaxMessage = 1024;

    /// <summary>A pause this long in a group begins it anew (client-go: 10 min).</summary>
    public static readonly TimeSpan CombineWithin = TimeSpan.FromMinutes(10);

    /// <summary>After the burst, one event of an object per this time (client-go: 5 min).</summary>
    public static readonly TimeSpan Refill = TimeSpan.FromMinutes(5);

    private readonly RecentlyUsed<EventGroup, Similar> _groups = new(Remembered);
    private readonly RecentlyUsed<EventKey, WrittenEvent> _written = new(Remembered);
    private readonly RecentlyUsed<(string, string, string, string), Bucket> _objects = new(Remembered);
    private long _lastName;

    /// <summary>What to write for an event; null: nothing, its object has had too many.</summary>
    public WrittenEvent? Take(RecordEvent e, DateTimeOffset now)
    {
        e = e with { Message = Cut(e.Message) };
        var key = new EventKey(e.Subject, e.Kind, e.Reason, e.Message);
        if (IsCombined(e, now))
        {
            e = e with { Message = Cut("(combined from similar events): " + e.Message) };
            key = new EventKey(e.Subject with { FieldPath = "", ResourceVersion = "" }, e.Kind, e.Reason, "");
        }

        var written = _written.TryGet(key, out var before)
            ? before with { Event = e, Count = before.Count + 1, Last = now }
            : new WrittenEvent(key, NameOf(e, now), e, 1, now, now);
        _written.Set(key, written);
        return TakeToken(e.Subject, now) ? written : null;
    }

    /// <summary>The event is no longer in the API server: the next one of its kind is written anew.</summary>
    public WrittenEvent BeginAnew(WrittenEvent gone, DateTimeOffset now)
    {
        var anew = gone with { Name = NameOf(gone.Event, now), Count = 1, First = now, Last = now };
        _written.Set(gone.Key, anew);
        return anew;
    }

    private bool IsCombined(RecordEvent e, DateTimeOffset now)
    {
        var group = EventGroup.Of(e);
        var similar = _groups.TryGet(group, out var known) && now - known.Last <= CombineWithin ? known : Similar.None;
        similar = new Similar(similar.Messages.Count >= CombineFrom ? similar.Messages : similar.Messages.Add(e.Message), now);
        _groups.Set(group, similar);
        return similar.Messages.Count >= CombineFrom;
    }

    private bool TakeToken(EventSubject subject, DateTimeOffset now)
    {
        var id = (subject.Kind, subject.Namespace, subject.Name, subject.Uid);
        var bucket = _objects.TryGet(id, out var known) ? known.At(now) : new Bucket(Burst, now);
        var has = bucket.Tokens >= 1;
        _objects.Set(id, has ? bucket with { Tokens = bucket.Tokens - 1 } : bucket);
        return has;
    }

    // As client-go names them: the object's name and the time in nanoseconds, in hexadecimal digits. Two events of one object at
    // the same time must not share a name, or the API server refuses the second one as known.
    private string NameOf(RecordEvent e, DateTimeOffset now)
    {
        _lastName = Math.Max((now - DateTimeOffset.UnixEpoch).Ticks * 100, _lastName + 1);
        return e.Subject.Name + "." + _lastName.ToString("x", CultureInfo.InvariantCulture);
    }

    private static string Cut(string message)
    {
        if (Encoding.UTF8.GetByteCount(message) <= MaxMessage)
        {
            return message;
        }

        var (bytes, length) = (0, 0);
        foreach (var rune in message.EnumerateRunes())
        {
            if (bytes + rune.Utf8SequenceLength > MaxMessage - 3)
            {
                break;
            }

            bytes += rune.Utf8SequenceLength;
            length += rune.Utf16SequenceLength;
        }

        return message[..length] + "...";
    }

    private sealed record Similar(ImmutableSortedSet<string> Messages, DateTimeOffset Last)
    {
        public static readonly Similar None = new(ImmutableSortedSet.Create<string>(StringComparer.Ordinal), DateTimeOffset.MinValue);
    }

    private sealed record Bucket(double Tokens, DateTimeOffset Filled)
    {
        public Bucket At(DateTimeOffset now) => new(Math.Min(Burst, Tokens + ((now - Filled) / Refill)), now);
    }
}
