using Akka.Configuration;

namespace StandIns.Akka.Tests.Configuration.Hocon;

public class HoconValueTests
{
    [Theory]
    [InlineData("on", true)]
    [InlineData("true", true)]
    [InlineData("off", false)]
    [InlineData("false", false)]
    public void GetBoolean_Word_IsRead(string text, bool expected) => Assert.Equal(expected, Value(text).GetBoolean("v", !expected));

    [Theory]
    [InlineData("yes")]
    [InlineData("no")]
    [InlineData("True")]
    [InlineData("1")]
    public void GetBoolean_OtherWord_Throws(string text) =>
        Assert.Throws<NotSupportedException>(() => Value(text).GetBoolean("v"));

    [Theory]
    [InlineData("250", 250)]
    [InlineData("1.5", 1.5)]
    [InlineData("10ms", 10)]
    [InlineData("10 millis", 10)]
    [InlineData("1.5 seconds", 1500)]
    [InlineData("2s", 2000)]
    [InlineData("3m", 180_000)]
    [InlineData("1 hour", 3_600_000)]
    [InlineData("2 d", 172_800_000)]
    [InlineData("100 nanos", 0.0001)]
    [InlineData("5 micros", 0.005)]
    public void GetTimeSpan_NumberAndUnit_IsRead(string text, double milliseconds) =>
        Assert.Equal(TimeSpan.FromTicks((long)Math.Round(milliseconds * TimeSpan.TicksPerMillisecond)), Value(text).GetTimeSpan("v"));

    [Theory]
    [InlineData("infinite")]
    [InlineData("Infinite")]
    public void GetTimeSpan_Infinite_IsReadIfAllowed(string text)
    {
        Assert.Equal(Timeout.InfiniteTimeSpan, Value(text).GetTimeSpan("v"));
        Assert.Throws<FormatException>(() => Value(text).GetTimeSpan("v", null, false));
    }

    [Theory]
    [InlineData("-5")]
    [InlineData("-5s")]
    [InlineData("5us")]
    [InlineData("5 weeks")]
    [InlineData("s")]
    [InlineData(".5s")]
    [InlineData("1.s")]
    public void GetTimeSpan_NoDuration_Throws(string text) =>
        Assert.Throws<FormatException>(() => Value(text).GetTimeSpan("v"));

    [Theory]
    [InlineData("100", 100)]
    [InlineData("100b", 100)]
    [InlineData("1k", 1024)]
    [InlineData("1 KiB", 1024)]
    [InlineData("2kB", 2000)]
    [InlineData("1m", 1_048_576)]
    [InlineData("1MB", 1_000_000)]
    [InlineData("3 gigabytes", 3_000_000_000)]
    [InlineData("1Ti", 1_099_511_627_776)]
    public void GetByteSize_NumberAndUnit_IsRead(string text, long expected) =>
        Assert.Equal(expected, Value(text).GetByteSize("v"));

    [Theory]
    [InlineData("1 KB")]
    [InlineData("1.5k")]
    [InlineData("k")]
    public void GetByteSize_NoSize_Throws(string text) =>
        Assert.Throws<FormatException>(() => Value(text).GetByteSize("v"));

    [Fact]
    public void GetNumbers_Texts_AreRead()
    {
        Assert.Equal(-12, Value("-12").GetInt("v"));
        Assert.Equal(1L << 40, Value("1099511627776").GetLong("v"));
        Assert.Equal(0.25, Value("0.25").GetDouble("v"));
        Assert.Equal(3, Value("\"3\"").GetInt("v"));
    }

    [Theory]
    [InlineData("1.5")]
    [InlineData("x")]
    [InlineData("0x10")]
    public void GetInt_NoWholeNumber_Throws(string text) => Assert.Throws<FormatException>(() => Value(text).GetInt("v"));

    [Fact]
    public void GetInt_TooLarge_Throws() => Assert.Throws<OverflowException>(() => Value("4294967296").GetInt("v"));

    [Theory]
    [InlineData("null")]
    [InlineData("[1]")]
    [InlineData("{ a = 1 }")]
    public void Getters_NoText_Throw(string text)
    {
        Assert.Throws<ArgumentNullException>(() => Value(text).GetInt("v"));
        Assert.Throws<ArgumentNullException>(() => Value(text).GetTimeSpan("v"));
        Assert.Null(Value(text).GetByteSize("v"));
    }

    [Fact]
    public void Kinds_EachValue_AreTold()
    {
        var root = ConfigurationFactory.ParseString("o = { a = 1 }, l = [1], t = x, e {}").Root;

        Assert.True(root.GetChildObject("o")!.IsObject());
        Assert.True(root.GetChildObject("l")!.IsArray());
        Assert.True(root.GetChildObject("t")!.IsString());
        Assert.True(root.GetChildObject("e")!.IsEmpty);
        Assert.Null(root.GetChildObject("t")!.GetObject());
        Assert.Null(root.GetChildObject("none"));
        Assert.Equal(["o", "l", "t", "e"], root.GetObject()!.Items.Keys);
    }

    private static Config Value(string text) => ConfigurationFactory.ParseString($"v = {text}");
}
