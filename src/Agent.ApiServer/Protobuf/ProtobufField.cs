namespace Agent.ApiServer.Protobuf;

/// <summary>A field of a message.</summary>
/// <param name="Name">Its name in JSON.</param>
/// <param name="Inlined">The message whose fields take its place in JSON; null: it is a field in JSON too.</param>
internal sealed record ProtobufField(string Name, string? Inlined);
