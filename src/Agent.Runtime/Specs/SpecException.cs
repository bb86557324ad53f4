namespace Agent.Runtime.Specs;

/// <summary>
/// A container's configuration is wrong, or asks for what this runtime cannot do on this host. The message names the field,
/// the value, and what would work.
/// </summary>
internal sealed class SpecException(string message) : Exception(message);
