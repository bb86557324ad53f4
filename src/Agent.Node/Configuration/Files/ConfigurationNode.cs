namespace Agent.Node.Configuration.Files;

/// <summary>A value of a configuration file before its type is known; it remembers where it was written.</summary>
internal abstract record ConfigurationNode(ConfigurationOrigin Origin);
