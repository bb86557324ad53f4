using System.Text;
using Agent.ApiServer.Protobuf;

namespace Agent.ApiServer.Tests.Protobuf;

public sealed class ProtobufReaderTests
{
    [Fact]
    public void Read_ConfigMap_IsItsJson()
    {
        var map = Message(
            Bytes(1, Message(Text(1, "a"), Text(3, "default"), Bytes(8, []), Bytes(11, Message(Text(1, "k"), Text(2, "v"))))),
            Bytes(2, Message(Text(1, "x"), Text(2, "1"))),
            Bytes(2, Message(Text(1, "y"), Text(2, "2"))));

        Assert.Equal(
            """{"kind":"ConfigMap","apiVersion":"v1","metadata":{"name":"a","namespace":"default","labels":{"k":"v"}},"data":{"x":"1","y":"2"}}""",
            ProtobufReader.Read(Envelope("v1", "ConfigMap", map)).ToJsonString());
    }

    [Fact]
    public void Read_DeleteOptions_KeepsGraceZero() => Assert.Equal(
        """{"kind":"DeleteOptions","apiVersion":"policy/v1","gracePeriodSeconds":0,"preconditions":{"uid":"u"}}""",
        ProtobufReader.Read(Envelope("policy/v1", "DeleteOptions", Message(Number(1, 0), Bytes(2, Message(Text(1, "u")))))).ToJsonString());

    [Fact]
    public void Read_InlinedMessages_AreFieldsOfTheirOwner()
    {
        var probe = Message(Bytes(1, Message(Bytes(2, Message(Text(1, "/ok"), Bytes(2, Message(Number(1, 0), Number(2, 80))))))), Number(2, 5));
        var container = Message(Text(1, "c"), Text(2, "i"), Bytes(10, probe));
        var pod = Message(Bytes(2, Message(Bytes(2, container))));

        Assert.Equal(
            """{"httpGet":{"path":"/ok","port":80},"initialDelaySeconds":5}""",
            ProtobufReader.Read(Envelope("v1", "Pod", pod))["spec"]!["containers"]![0]!["livenessProbe"]!.ToJsonString());
    }

    [Theory]
    [InlineData(new byte[] { 1, 2, 3 })]
    [InlineData(new byte[] { 0x6b, 0x38, 0x73, 0, 0x0a, 0x7f })]
    [InlineData(new byte[] { 0x6b, 0x38, 0x73, 0 })]
    public void Read_NoObject_FormatException(byte[] bytes) => Assert.Throws<FormatException>(() => ProtobufReader.Read(bytes));

    private static byte[] Envelope(string apiVersion, string kind, byte[] raw) =>
        [.. "k8s\0"u8, .. Message(Bytes(1, Message(Text(1, apiVersion), Text(2, kind))), Bytes(2, raw))];

    private static byte[] Message(params byte[][] fields) => [.. fields.SelectMany(f => f)];

    private static byte[] Text(int field, string text) => Bytes(field, Encoding.UTF8.GetBytes(text));

    private static byte[] Bytes(int field, byte[] bytes) => [.. Varint((field << 3) | 2), .. Varint(bytes.Length), .. bytes];

    private static byte[] Number(int field, long number) => [.. Varint(field << 3), .. Varint(number)];

    private static IEnumerable<byte> Varint(long value)
    {
        for (; value >= 0x80; value >>= 7)
        {
            yield return (byte)(value | 0x80);
        }

        yield return (byte)value;
    }
}
