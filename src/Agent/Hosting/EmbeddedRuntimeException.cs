namespace Agent.Hosting;

/// <summary>The embedded runtime could not be started; the message says what it said.</summary>
internal sealed class EmbeddedRuntimeException(string message) : Exception(message);
