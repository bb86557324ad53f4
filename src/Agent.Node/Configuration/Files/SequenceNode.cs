namespace Agent.Node.Configuration.Files;

/// <summary>A list of values.</summary>
internal sealed record SequenceNode(ConfigurationOrigin Origin, IReadOnlyList<ConfigurationNode> Items) : ConfigurationNode(Origin);
