using System.Text;
using Agent.Node.Host;
using Agent.Node.Host.Http;
using FsCheck;
using FsCheck.Fluent;

namespace Agent.Node.Tests.Host.Http;

public sealed class HttpResponseReaderTests
{
    private static readonly string[] Seeds =
    [
        "HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nhello",
        "HTTP/1.1 302 Found\r\nLocation: /next\r\nTransfer-Encoding: chunked\r\n\r\n4;x=y\r\nabcd\r\n1\r\ne\r\n0\r\nTrailer: x\r\n\r\n",
        "HTTP/1.0 503 Service Unavailable\n\nto the end",
        "HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 204 No Content\r\nX: y\r\n folded\r\n\r\n",
        "HTTP/1.1 301 Moved\r\nlocation:  //other/ \r\nConnection: close\r\n\r\nbody",
    ];

    [Theory]
    [InlineData("HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nhello", 200, null, "")]
    [InlineData("HTTP/1.1 200\r\nContent-Length: 0\r\n\r\n", 200, null, "")]
    [InlineData("HTTP/1.0 404 Not Found\r\n\r\nsome text", 404, null, "")]
    [InlineData("HTTP/1.1 302 Found\r\nLocation: /next\r\nTransfer-Encoding: chunked\r\n\r\n4;x=y\r\nabcd\r\n1\r\ne\r\n0\r\nTrailer: x\r\n\r\n", 302, "/next", "abcde")]
    [InlineData("HTTP/1.1 301 Moved\nlocation:  https://other/ \n\nbody", 301, "https://other/", "body")]
    [InlineData("HTTP/1.1 103 Early Hints\r\nLocation: /x\r\n\r\nHTTP/1.1 204 No Content\r\n\r\n", 204, null, "")]
    [InlineData("HTTP/1.1 304 Not Modified\r\nContent-Length: 100\r\n\r\n", 304, null, "")]
    [InlineData("HTTP/1.1 200 OK\r\nContent-Length: 2\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n", 200, null, "")]
    public void Read_Response_HowEverItIsCut(string text, int code, string? location, string body)
    {
        foreach (var size in new[] { 1, 2, 3, 7, 4096 })
        {
            Assert.Equal(new HttpAnswer(code, location, body), Read(text, size));
        }
    }

    [Theory]
    [InlineData("", "EOF")]
    [InlineData("HTTP/1.1 200 OK\r\nContent-Le", "unexpected EOF")]
    [InlineData("HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nhell", "unexpected EOF")]
    [InlineData("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nhel", "unexpected EOF")]
    [InlineData("SSH-2.0-OpenSSH_9.6\r\n", "malformed HTTP response \"SSH-2.0-OpenSSH_9.6\"")]
    [InlineData("HTTP/2.0 200 OK\r\n\r\n", "malformed HTTP response")]
    [InlineData("HTTP/1.1 2000 OK\r\n\r\n", "malformed HTTP response")]
    [InlineData("HTTP/1.1 200 OK\r\nno colon\r\n\r\n", "malformed HTTP header")]
    [InlineData("HTTP/1.1 200 OK\r\nContent-Length: -1\r\n\r\n", "bad Content-Length")]
    [InlineData("HTTP/1.1 200 OK\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\n", "bad Content-Length")]
    [InlineData("HTTP/1.1 200 OK\r\nTransfer-Encoding: gzip\r\n\r\n", "unsupported transfer encoding")]
    [InlineData("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nxyz\r\n", "malformed chunked encoding")]
    [InlineData("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nffffffffffffffff\r\n", "malformed chunked encoding")]
    [InlineData("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n1\r\nabc\r\n", "malformed chunked encoding")]
    public void Read_Malformed_SaysWhat(string text, string expected) =>
        Assert.Contains(expected, Assert.Throws<IOException>(() => Read(text, 10)).Message, StringComparison.Ordinal);

    [Fact]
    public void Read_LongBody_EndsAtTheLimit()
    {
        var answer = Read("HTTP/1.1 302 Found\r\n\r\n" + new string('x', HttpAnswer.MaxBody + 5000), 1000);

        Assert.Equal(HttpAnswer.MaxBody, answer.Body.Length);
    }

    [Theory]
    [InlineData("HTTP/1.1 200 OK\r\nX: ")]
    [InlineData("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n1;")]
    public void Read_HeadersWithoutEnd_AreRefused(string start) => Assert.Contains(
        "longer than", Assert.Throws<IOException>(() => Read(start + new string('x', 2 * HttpResponseReader.MaxOverhead), 4096)).Message, StringComparison.Ordinal);

    [Fact]
    public void Read_ChangedBytes_EndsWithAnAnswerOrAnIOException()
    {
        var cases = from seed in Gen.Elements(Seeds)
                    from changes in (from at in Gen.Choose(0, 200) from b in Gen.Choose(0, 255) select (at, b)).ListOf()
                    from size in Gen.Choose(1, 50)
                    select (seed, changes.ToList(), size);
        Check.One(FsCheck.Config.QuickThrowOnFailure.WithMaxTest(5000), Prop.ForAll(cases.ToArbitrary(), c =>
        {
            var bytes = Encoding.Latin1.GetBytes(c.seed);
            c.Item2.ForEach(change => bytes[change.at % bytes.Length] = (byte)change.b);

            // However it is cut, it is the same.
            Assert.Equal(Outcome(bytes, c.size), Outcome(bytes, bytes.Length));
        }));
    }

    private static string Outcome(byte[] bytes, int size)
    {
        try
        {
            return Read(bytes, size).ToString();
        }
        catch (IOException error)
        {
            return error.Message;
        }
    }

    private static HttpAnswer Read(string text, int size) => Read(Encoding.Latin1.GetBytes(text), size);

    private static HttpAnswer Read(byte[] bytes, int size)
    {
        var reader = new HttpResponseReader();
        for (var at = 0; at < bytes.Length && !reader.IsComplete; at += size)
        {
            reader.Read(bytes.AsSpan(at, Math.Min(size, bytes.Length - at)));
        }

        reader.End();
        return reader.Answer;
    }
}
