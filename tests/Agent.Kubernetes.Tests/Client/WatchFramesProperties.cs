using System.Buffers;
using System.Text;
using System.Text.Json;
using Agent.Kubernetes.Client;
using FsCheck;
using FsCheck.Fluent;

namespace Agent.Kubernetes.Tests.Client;

public sealed class WatchFramesProperties
{
    private static readonly string[] Events =
    [
        """{"type":"ADDED","object":{"a":"{[\"\\"}}""", """{"object":{"n":[1,[2,{"x":"}]"}]],"type":"x"},"type":"MODIFIED"}""" + "\n",
        "\n \t{\"type\" : \"BOOKMARK\" , \"object\" : { } , \"more\" : [ { } ] }\r\n", """{"type":"DELETED","object":{"é€😀":"é€😀\u00e9\\\\"}}""",
        """{"type":"ERROR","object":{"kind":"Status","code":410}}""" + "\n\n",
    ];

    private static readonly string[] Scraps = [.. Events, "{", "}", "[", "]", "\"", "\\", "{\"type\":", "\"ADDED\"", ",", "x", " ", "{\"type\":\"NEW\",\"object\":{}}"];

    private static Arbitrary<(string Text, int Count, int[] Cuts)> Streams(string[] pieces) =>
        (from parts in Gen.Elements(pieces).ListOf()
         from cuts in Gen.Choose(1, 40).ListOf()
         select (string.Concat(parts), parts.Count, cuts.ToArray())).ToArbitrary();

    [Fact]
    public void Next_EventsInAnyChunks_GivesTheSameFrames() =>
        Check.One(Config.QuickThrowOnFailure.WithMaxTest(2000), Prop.ForAll(Streams(Events), stream =>
        {
            var bytes = Encoding.UTF8.GetBytes(stream.Text);
            var (frames, failed) = Read(bytes, stream.Cuts);
            return !failed && frames.Count == stream.Count && frames.SequenceEqual(Read(bytes, []).Frames);
        }));

    [Fact]
    public void Next_AnyTextInAnyChunks_GivesTheSameFramesAndEnd() =>
        Check.One(Config.QuickThrowOnFailure.WithMaxTest(3000), Prop.ForAll(Streams(Scraps), stream =>
        {
            var bytes = Encoding.UTF8.GetBytes(stream.Text);
            var (whole, pieces) = (Read(bytes, []), Read(bytes, stream.Cuts));
            return whole.Failed == pieces.Failed && whole.Frames.SequenceEqual(pieces.Frames);
        }));

    /// <summary>Feeds the bytes in pieces of the given lengths, in turn; each piece is a segment of its own.</summary>
    private static (List<string> Frames, bool Failed) Read(byte[] bytes, int[] cuts)
    {
        var frames = new List<string>();
        var parser = new WatchFrames(maxBytes: 1 << 20);
        var waiting = new List<byte[]>();
        var turn = 0;
        try
        {
            for (var at = 0; at < bytes.Length;)
            {
                var length = Math.Min(cuts.Length == 0 ? bytes.Length : cuts[turn++ % cuts.Length], bytes.Length - at);
                waiting.Add(bytes[at..(at + length)]);
                at += length;
                var buffer = Sequence(waiting);
                while (parser.Next(ref buffer) is { } frame)
                {
                    frames.Add($"{frame.Kind} {Encoding.UTF8.GetString(frame.Object.Span)}");
                }

                waiting = [.. Segments(buffer)];
            }

            return (frames, false);
        }
        catch (JsonException)
        {
            return (frames, true);
        }
    }

    private static IEnumerable<byte[]> Segments(ReadOnlySequence<byte> buffer)
    {
        foreach (var segment in buffer)
        {
            yield return segment.ToArray();
        }
    }

    private static ReadOnlySequence<byte> Sequence(List<byte[]> pieces)
    {
        var first = new Segment(pieces[0], null);
        var last = pieces.Skip(1).Aggregate(first, (before, piece) => new Segment(piece, before));
        return new ReadOnlySequence<byte>(first, 0, last, last.Memory.Length);
    }

    private sealed class Segment : ReadOnlySequenceSegment<byte>
    {
        public Segment(byte[] bytes, Segment? before)
        {
            Memory = bytes;
            if (before is not null)
            {
                RunningIndex = before.RunningIndex + before.Memory.Length;
                before.Next = this;
            }
        }
    }
}
