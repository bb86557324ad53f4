using Agent.Kubernetes.Manifests;

namespace Agent.Kubernetes.Tests.Manifests;

public sealed class YamlScalarTests
{
    [Theory]
    [InlineData("yes", "Boolean true")]
    [InlineData("On", "Boolean true")]
    [InlineData("y", "Boolean true")]
    [InlineData("TRUE", "Boolean true")]
    [InlineData("off", "Boolean false")]
    [InlineData("N", "Boolean false")]
    [InlineData("tRUE", "Text tRUE")]
    [InlineData("\"yes\"", "Text yes")]
    [InlineData("'1'", "Text 1")]
    [InlineData("~", "Null ")]
    [InlineData("NULL", "Null ")]
    [InlineData("\"\"", "Text ")]
    [InlineData("1", "Number 1")]
    [InlineData("+1", "Number 1")]
    [InlineData("-1", "Number -1")]
    [InlineData("1_000", "Number 1000")]
    [InlineData("0644", "Number 420")]
    [InlineData("0o644", "Number 420")]
    [InlineData("0x1F", "Number 31")]
    [InlineData("-0x10", "Number -16")]
    [InlineData("0b101", "Number 5")]
    [InlineData("089", "Number 89")]
    [InlineData("80.0", "Number 80")]
    [InlineData("1e3", "Number 1000")]
    [InlineData(".5", "Number 0.5")]
    [InlineData("1.", "Number 1")]
    [InlineData("18446744073709551615", "Number 18446744073709551615")]
    [InlineData("1e999", "Text 1e999")]
    [InlineData("1e400m", "Text 1e400m")]
    [InlineData("1.2.3", "Text 1.2.3")]
    [InlineData("10.0.0.1", "Text 10.0.0.1")]
    [InlineData("100m", "Text 100m")]
    [InlineData("0x", "Text 0x")]
    [InlineData("-x", "Text -x")]
    [InlineData("2026-01-31", "Text 2026-01-31")]
    [InlineData("12:30:00", "Text 12:30:00")]
    [InlineData("nginx:1.2", "Text nginx:1.2")]
    [InlineData("!!str 123", "Text 123")]
    [InlineData("! 123", "Text 123")]
    [InlineData("!!int 123", "Number 123")]
    [InlineData("!!bool yes", "Boolean true")]
    [InlineData("!!binary aGVsbG8=", "Text hello")]
    [InlineData("|\n  12\n", "Text 12\n")]
    public void Resolve_Scalar_IsWhatKubernetesReads(string yaml, string expected)
    {
        var document = Assert.IsType<ManifestMapping>(YamlTree.Read("a: " + yaml));

        var scalar = Assert.IsType<ManifestScalar>(document.Find("a"));

        Assert.Equal(expected, $"{scalar.Kind} {scalar.Text}");
    }

    [Theory]
    [InlineData("8080: x", "8080")]
    [InlineData("0x10: x", "16")]
    [InlineData("on: x", "true")]
    [InlineData("\"on\": x", "on")]
    [InlineData("1.5: x", "1.5")]
    public void Resolve_Key_BecomesText(string yaml, string key) =>
        Assert.Equal(key, Assert.Single(Assert.IsType<ManifestMapping>(YamlTree.Read(yaml)).Fields).Key);

    [Theory]
    [InlineData("!!int abc")]
    [InlineData("!!int 1.5")]
    [InlineData("!!binary ***")]
    public void Resolve_ValueThatItsTagOrKindForbids_IsRefused(string yaml) =>
        Assert.Throws<ManifestException>(() => YamlTree.Read("a: " + yaml));
}
