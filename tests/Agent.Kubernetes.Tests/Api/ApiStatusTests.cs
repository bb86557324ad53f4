using System.Text;
using Agent.Kubernetes.Api;

namespace Agent.Kubernetes.Tests.Api;

public sealed class ApiStatusTests
{
    [Theory]
    [InlineData(404, """{"kind":"Status","reason":"NotFound","message":"pods \"a\" not found","code":404}""", 404, "NotFound", "pods \"a\" not found")]
    [InlineData(409, """{"kind":"Status","reason":"AlreadyExists","message":"m"}""", 409, "AlreadyExists", "m")]
    [InlineData(503, "upstream connect error\n", 503, "ServiceUnavailable", "upstream connect error")]
    [InlineData(500, """{"kind":"Status","code":"x"}""", 500, "InternalError", """{"kind":"Status","code":"x"}""")]
    [InlineData(418, "", 418, "", "")]
    public void Parse_AnyBody_GivesReasonAndMessage(int code, string body, int expected, string reason, string message) =>
        Assert.Equal(new ApiStatus(expected, reason, message, null), ApiStatus.Parse(new ApiResponse(code, Encoding.UTF8.GetBytes(body))));

    [Fact]
    public void Parse_Details_AreKept()
    {
        var status = ApiStatus.Parse(new ApiResponse(429, """{"kind":"Status","details":{"name":"web","retryAfterSeconds":3}}"""u8.ToArray()));

        Assert.Equal(("TooManyRequests", "web"), (status.Reason, status.Details?.Name));
    }

    [Fact]
    public void Parse_LongText_IsCut() =>
        Assert.Equal(2048, ApiStatus.Parse(new ApiResponse(500, Encoding.UTF8.GetBytes(new string('x', 100_000)))).Message.Length);
}
