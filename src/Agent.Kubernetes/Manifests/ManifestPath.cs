using System.Globalization;

namespace Agent.Kubernetes.Manifests;

/// <summary>The way from the document to a field, written only when something must be said about it.</summary>
internal sealed record ManifestPath(ManifestPath? Parent, string Step)
{
    public static ManifestPath Root { get; } = new(null, "");

    public ManifestPath Field(string name) => new(this, Parent is null ? name : "." + name);

    public ManifestPath Index(int index) => new(this, $"[{index.ToString(CultureInfo.InvariantCulture)}]");

    public ManifestPath Key(string key) => new(this, $"[{key}]");

    public override string ToString() => Parent is null ? Step : Parent + Step;
}
