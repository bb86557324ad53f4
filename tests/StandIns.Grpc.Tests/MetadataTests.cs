using Grpc.Core;

namespace StandIns.Grpc.Tests;

public class MetadataTests
{
    [Fact]
    public void Get_KeyMoreThanOnce_ReturnsTheLastWhateverTheCase()
    {
        var metadata = new Metadata { { "Key", "1" }, { "key", "2" }, { "other", "3" } };

        Assert.Equal("2", metadata.GetValue("KEY"));
        Assert.Equal("2", metadata.Get("key")!.Value);
        Assert.Equal(["1", "2"], metadata.GetAll("key").Select(entry => entry.Value));
        Assert.Null(metadata.Get("none"));
        Assert.Null(metadata.GetValue("none"));
        Assert.Null(metadata.GetValueBytes("none"));
    }

    [Fact]
    public void Entry_TextKeyInUpperCase_IsMadeLowerCase()
    {
        var entry = new Metadata.Entry("X-Key_1.a", "value");

        Assert.Equal("x-key_1.a", entry.Key);
        Assert.Equal("value", entry.Value);
        Assert.False(entry.IsBinary);
        Assert.Equal("value"u8.ToArray(), entry.ValueBytes);
    }

    [Fact]
    public void Entry_Binary_KeepsACopyOfTheBytes()
    {
        byte[] bytes = [1, 2, 3];
        var entry = new Metadata.Entry("key-BIN", bytes);
        bytes[0] = 9;
        entry.ValueBytes[1] = 9;

        Assert.Equal("key-bin", entry.Key);
        Assert.True(entry.IsBinary);
        Assert.Equal([1, 2, 3], entry.ValueBytes);
        Assert.Throws<InvalidOperationException>(() => entry.Value);
    }

    [Theory]
    [InlineData("with space")]
    [InlineData("ünicode")]
    [InlineData("colon:")]
    [InlineData("text-bin")]
    public void Entry_TextWithAKeyNotAllowed_Throws(string key) =>
        Assert.Throws<ArgumentException>(() => new Metadata.Entry(key, "value"));

    [Fact]
    public void Entry_BytesWithAKeyOfText_Throws() =>
        Assert.Throws<ArgumentException>(() => new Metadata.Entry("text", [1]));

    [Fact]
    public void Entry_Null_Throws()
    {
        Assert.Throws<ArgumentNullException>(() => new Metadata.Entry(null!, "value"));
        Assert.Throws<ArgumentNullException>(() => new Metadata.Entry("key", (string)null!));
        Assert.Throws<ArgumentNullException>(() => new Metadata.Entry("key-bin", (byte[])null!));
    }

    [Fact]
    public void Empty_Changed_Throws()
    {
        Assert.True(Metadata.Empty.IsReadOnly);
        Assert.Throws<InvalidOperationException>(() => Metadata.Empty.Add("key", "value"));
        Assert.Throws<InvalidOperationException>(Metadata.Empty.Clear);
    }

    [Fact]
    public void List_Members_WorkAsOfAnyList()
    {
        var a = new Metadata.Entry("a", "1");
        var b = new Metadata.Entry("b", "2");
        var c = new Metadata.Entry("c-bin", [3]);
        var metadata = new Metadata { a, c };
        metadata.Insert(1, b);

        Assert.Equal([a, b, c], metadata);
        Assert.Equal(1, metadata.IndexOf(b));
        Assert.Contains(c, metadata);
        Assert.True(metadata.Remove(a));
        metadata.RemoveAt(1);
        metadata[0] = c;
        var copy = new Metadata.Entry[1];
        metadata.CopyTo(copy, 0);
        Assert.Equal([c], copy);
        Assert.False(metadata.IsReadOnly);
        metadata.Clear();
        Assert.Empty(metadata);
    }
}
