namespace Agent.Kubernetes.Tests.Models;

public sealed class IntOrStringTests
{
    [Theory]
    [InlineData("80")]
    [InlineData("\"http\"")]
    [InlineData("\"80\"")]
    [InlineData("-1")]
    public void Json_NumberOrText_RoundTrips(string json)
    {
        var action = Read(json);

        Assert.Contains($"\"port\":{json}", KubernetesJson.Serialize(action), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("1.5")]
    [InlineData("true")]
    [InlineData("99999999999")]
    public void Json_OtherValue_IsRefused(string json) =>
        Assert.Throws<System.Text.Json.JsonException>(() =>
            Read(json));

    [Fact]
    public void Equals_NumberAndSameDigits_AreNotEqual()
    {
        Assert.True(new IntOrString(80) != new IntOrString("80"));
        Assert.True(new IntOrString(80) == 80);
        Assert.True(new IntOrString("http") == "http");
    }

    [Fact]
    public void Values_OfEachKind_AreNullForTheOther()
    {
        Assert.Equal((80, null, "80"), (new IntOrString(80).IntValue, new IntOrString(80).StringValue, new IntOrString(80).ToString()));
        Assert.Equal((null, "http", "http"), (new IntOrString("http").IntValue, new IntOrString("http").StringValue, new IntOrString("http").ToString()));
    }

    private static V1TCPSocketAction Read(string port) =>
        KubernetesJson.Deserialize<V1TCPSocketAction>("{\"port\":" + port + "}");
}
