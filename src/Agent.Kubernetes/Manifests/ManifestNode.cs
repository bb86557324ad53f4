namespace Agent.Kubernetes.Manifests;

/// <summary>A node of a manifest, read from YAML or JSON.</summary>
/// <param name="Line">The line it starts on, from 1.</param>
internal abstract record ManifestNode(int Line);

/// <summary>A text, number, boolean or null.</summary>
/// <param name="Line">The line it starts on, from 1.</param>
/// <param name="Kind">What the value is.</param>
/// <param name="Text">The text; a number or boolean as JSON writes it; empty for null.</param>
/// <param name="Written">How a boolean was written where that is another word, such as on.</param>
internal sealed record ManifestScalar(int Line, ScalarKind Kind, string Text, string? Written = null) : ManifestNode(Line);

/// <summary>A list.</summary>
/// <param name="Line">The line it starts on, from 1.</param>
/// <param name="Items">Its entries; a node that an alias names stands in several places.</param>
internal sealed record ManifestSequence(int Line, List<ManifestNode> Items) : ManifestNode(Line);

/// <summary>A map.</summary>
/// <param name="Line">The line it starts on, from 1.</param>
/// <param name="Fields">Its keys and values in order, each key once.</param>
internal sealed record ManifestMapping(int Line, List<ManifestField> Fields) : ManifestNode(Line)
{
    /// <summary>The value of a key, or null.</summary>
    public ManifestNode? Find(string key) => Fields.Find(f => f.Key == key)?.Value;
}

/// <summary>One key of a map with its value.</summary>
internal sealed record ManifestField(int Line, string Key, ManifestNode Value);
