namespace Agent.ApiServer.Discovery;

/// <summary>A document that the server has besides its objects.</summary>
/// <param name="Code">HTTP status code.</param>
/// <param name="ContentType">Its type.</param>
/// <param name="Body">Its bytes.</param>
internal sealed record Document(int Code, string ContentType, ReadOnlyMemory<byte> Body);
