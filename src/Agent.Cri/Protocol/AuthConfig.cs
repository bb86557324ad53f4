using Google.Protobuf;

namespace Agent.Cri.Protocol;

/// <summary>Keeps credentials out of logs and exceptions: <c>ToString()</c> of any message that holds them omits them.</summary>
public sealed partial class AuthConfig : ICustomDiagnosticMessage
{
    /// <inheritdoc />
    public string ToDiagnosticString() => "{ \"redacted\": true }";
}
