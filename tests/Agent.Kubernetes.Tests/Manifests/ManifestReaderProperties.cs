using System.Text;
using Agent.Kubernetes.Manifests;
using FsCheck;
using FsCheck.Fluent;

namespace Agent.Kubernetes.Tests.Manifests;

public sealed class ManifestReaderProperties
{
    private static readonly string[] Pieces =
    [
        "apiVersion: v1\n", "kind: Pod\n", "spec:\n", "metadata:\n", "  ", "- ", "name: a\n", "{", "}", "[", "]", ",", ": ", ":", "\n", "\t", "&a ", "*a",
        "<<: ", "\"", "'", "|\n", ">-\n", "#", "---\n", "...\n", "!!str ", "!x ", "? ", "%YAML 1.1\n", "%TAG ! tag:\n", "\\u12", "\\ud800", "\0", "é", "\u2028", "1", "0x", "-", "~", "@", "`",
    ];

    private static readonly Arbitrary<string> Scraps =
        Gen.Elements(Pieces).ListOf().Select(string.Concat).ToArbitrary();

    [Fact]
    public void ReadPod_AnyText_GivesAPodOrAnError() =>
        Check.One(Config.QuickThrowOnFailure.WithMaxTest(3000), Prop.ForAll(Scraps, text =>
        {
            var result = ManifestReader.ReadPods("f", Encoding.UTF8.GetBytes(text));
            return result.Error is not null || result.Pods.Count > 0;
        }));

    [Fact]
    public void ReadPod_AnyTextAsJson_GivesAPodOrAnError() =>
        Check.One(Config.QuickThrowOnFailure.WithMaxTest(2000), Prop.ForAll(Scraps, text =>
        {
            var result = ManifestReader.ReadPods("f", Encoding.UTF8.GetBytes("{" + text));
            return result.Error is not null || result.Pods.Count > 0;
        }));
}
