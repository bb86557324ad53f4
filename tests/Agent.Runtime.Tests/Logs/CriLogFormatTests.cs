using System.Buffers;
using System.Text;
using Agent.Runtime.Logs;

namespace Agent.Runtime.Tests.Logs;

public class CriLogFormatTests
{
    private const string Head = "2026-01-02T03:04:05.678901200Z stdout ";
    private static readonly DateTimeOffset Time = new DateTimeOffset(2026, 1, 2, 3, 4, 5, TimeSpan.Zero).AddTicks(6789012);

    [Theory]
    [InlineData("", "", 0)]
    [InlineData("a\n", "F a|", 2)]
    [InlineData("\n", "F |", 1)]
    [InlineData("a\nb\n\nc", "F a|F b|F |", 5)]
    [InlineData("a\r\n", "F a\r|", 3)]
    [InlineData("no end", "", 0)]
    public void Format_Lines_AreRecords(string pending, string expected, int used)
    {
        var (records, count) = Format(Encoding.UTF8.GetBytes(pending), atEnd: false);

        Assert.Equal(expected.Replace("|", "\n", StringComparison.Ordinal).Replace("F ", Head + "F ", StringComparison.Ordinal), records);
        Assert.Equal(used, count);
    }

    [Fact]
    public void Format_RestAtTheEnd_IsAPart()
    {
        var (records, used) = Format("line\nrest"u8, atEnd: true);

        Assert.Equal($"{Head}F line\n{Head}P rest\n", records);
        Assert.Equal(9, used);
    }

    [Fact]
    public void Format_LineOfTheLimit_IsWhole()
    {
        var line = new string('x', CriLogFormat.MaxText);
        var (records, _) = Format(Encoding.UTF8.GetBytes(line + "\n"), atEnd: false);

        Assert.Equal($"{Head}F {line}\n", records);
    }

    [Theory]
    [InlineData(CriLogFormat.MaxText + 1, "P16384 F1")]
    [InlineData(2 * CriLogFormat.MaxText, "P16384 F16384")]
    [InlineData((2 * CriLogFormat.MaxText) + 5, "P16384 P16384 F5")]
    public void Format_LineOverTheLimit_IsCutIntoParts(int length, string expected)
    {
        var (records, used) = Format(Encoding.UTF8.GetBytes(new string('x', length) + "\n"), atEnd: false);
        var shapes = records.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(record => $"{record[Head.Length]}{record.Length - Head.Length - 2}");

        Assert.Equal(expected, string.Join(' ', shapes));
        Assert.Equal(length + 1, used);
    }

    [Fact]
    public void Format_OverTheLimitWithoutAnEnd_KeepsTheRestForLater()
    {
        var (records, used) = Format(Encoding.UTF8.GetBytes(new string('x', CriLogFormat.MaxText + 100)), atEnd: false);

        Assert.Equal(Head.Length + 2 + CriLogFormat.MaxText + 1, records.Length);
        Assert.Equal(CriLogFormat.MaxText, used);
    }

    [Theory]
    [InlineData("é")]
    [InlineData("€")]
    [InlineData("😀")]
    public void Format_CutInsideACharacter_MovesBeforeIt(string character)
    {
        for (var shift = 0; shift < 5; shift++)
        {
            var line = new string('x', shift) + string.Concat(Enumerable.Repeat(character, 10000));
            var output = new ArrayBufferWriter<byte>();
            CriLogFormat.Format(Encoding.UTF8.GetBytes(line + "\n"), LogStream.Stdout, Time, false, output);
            var strict = new UTF8Encoding(false, throwOnInvalidBytes: true);
            var joined = new StringBuilder();
            foreach (var record in SplitLines(output.WrittenSpan.ToArray()))
            {
                Assert.True(record.Length - Head.Length - 2 <= CriLogFormat.MaxText);
                joined.Append(strict.GetString(record)[(Head.Length + 2)..]);
            }

            Assert.Equal(line, joined.ToString());
        }
    }

    [Fact]
    public void Format_BytesThatAreNotUtf8_PassUnchanged()
    {
        var random = new Random(7);
        var bytes = new byte[100_000];
        random.NextBytes(bytes);
        bytes[^1] = (byte)'\n';
        var output = new ArrayBufferWriter<byte>();
        var used = CriLogFormat.Format(bytes, LogStream.Stderr, Time, false, output);
        var joined = new List<byte>();
        foreach (var record in SplitLines(output.WrittenSpan.ToArray()))
        {
            joined.AddRange(record.AsSpan(Head.Length + 2).ToArray());
            if (record[Head.Length] == 'F')
            {
                joined.Add((byte)'\n');
            }
        }

        Assert.Equal(bytes.Length, used);
        Assert.Equal(bytes, joined);
    }

    [Fact]
    public void Format_OnlyContinuationBytes_AreCutAtTheLimit()
    {
        var bytes = Enumerable.Repeat((byte)0x80, 40_000).ToArray();
        var output = new ArrayBufferWriter<byte>();
        var used = CriLogFormat.Format(bytes, LogStream.Stdout, Time, true, output);

        Assert.Equal(40_000, used);
        Assert.Equal(3, SplitLines(output.WrittenSpan.ToArray()).Count());
    }

    private static (string Records, int Used) Format(ReadOnlySpan<byte> pending, bool atEnd)
    {
        var output = new ArrayBufferWriter<byte>();
        var used = CriLogFormat.Format(pending, LogStream.Stdout, Time, atEnd, output);
        return (Encoding.UTF8.GetString(output.WrittenSpan), used);
    }

    private static IEnumerable<byte[]> SplitLines(byte[] bytes)
    {
        var start = 0;
        for (var n = 0; n < bytes.Length; n++)
        {
            if (bytes[n] == '\n')
            {
                yield return bytes[start..n];
                start = n + 1;
            }
        }
    }
}
