using System.Text.Json;
using Google.Protobuf;

namespace Agent.Cri.Protocol;

/// <summary>Keeps values of environment variables, which may be secrets, out of logs and exceptions.</summary>
public sealed partial class KeyValue : ICustomDiagnosticMessage
{
    /// <inheritdoc />
    public string ToDiagnosticString() => $"{{ \"key\": {JsonSerializer.Serialize(Key)}, \"redacted\": true }}";
}
