namespace Agent.ApiServer.Tokens;

/// <summary>Signs tokens and knows its signature again.</summary>
public interface ITokenSigner
{
    /// <summary>The algorithm by its name in a token's header (RFC 7518), as <c>RS256</c>.</summary>
    string Algorithm { get; }

    /// <summary>Which key, for the token's header.</summary>
    string KeyId { get; }

    /// <summary>The signature of some bytes.</summary>
    byte[] Sign(ReadOnlySpan<byte> data);

    /// <summary>The signature is this signer's.</summary>
    bool Verify(ReadOnlySpan<byte> data, ReadOnlySpan<byte> signature);
}
