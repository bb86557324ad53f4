namespace Agent.Kubernetes.Tests.Json;

public sealed class KubernetesTimeTests
{
    private static readonly DateTimeOffset Noon = new DateTimeOffset(2026, 1, 31, 12, 0, 0, TimeSpan.Zero).AddTicks(1_234_567);

    [Fact]
    public void Format_Fraction_IsCutOffInUtc() =>
        Assert.Equal("2026-01-31T12:00:00Z", KubernetesTime.Format(Noon.ToOffset(TimeSpan.FromHours(2))));

    [Fact]
    public void FormatMicro_Always_HasSixDecimals() => Assert.Equal("2026-01-31T12:00:00.123456Z", KubernetesTime.FormatMicro(Noon));

    [Fact]
    public void FormatNano_Always_HasNineDecimals() => Assert.Equal("2026-01-31T12:00:00.123456700Z", KubernetesTime.FormatNano(Noon));

    [Theory]
    [InlineData("2026-01-31T12:00:00Z", 0)]
    [InlineData("2026-01-31T14:00:00+02:00", 0)]
    [InlineData("2026-01-31T12:00:00.5Z", 5_000_000)]
    [InlineData("2026-01-31T12:00:00.123456Z", 1_234_560)]
    [InlineData("2026-01-31T12:00:00.123456789Z", 1_234_567)]
    [InlineData("2026-01-31T07:00:00.123456789-05:00", 1_234_567)]
    public void TryParse_Rfc3339_GivesTheInstant(string text, long ticks)
    {
        Assert.True(KubernetesTime.TryParse(text, out var time));
        Assert.Equal(KubernetesTime.ToSeconds(Noon).AddTicks(ticks), time);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("2026-01-31")]
    [InlineData("2026-01-31T12:00:00")]
    [InlineData("2026-01-31 12:00:00Z")]
    [InlineData("2026-02-30T12:00:00Z")]
    [InlineData("yesterday")]
    public void TryParse_OtherText_IsRefused(string? text) => Assert.False(KubernetesTime.TryParse(text, out _));
}
