namespace Agent.Node.Configuration;

/// <summary>A configuration file that has been read.</summary>
/// <param name="Path">Its absolute path; relative paths inside it are relative to its directory.</param>
/// <param name="Text">Its content, YAML or JSON.</param>
public sealed record ConfigurationFile(string Path, string Text);
