using System.Security.Cryptography;

namespace Agent.ApiServer.Tokens;

/// <summary>RS256: anybody can check a token with the public key, which the server publishes.</summary>
public sealed class RsaTokenSigner : ITokenSigner
{
    private readonly RSA _key;

    /// <summary>Signs with a key, which stays the caller's to dispose of.</summary>
    public RsaTokenSigner(RSA key)
    {
        ArgumentNullException.ThrowIfNull(key);
        _key = key;
        KeyId = System.Buffers.Text.Base64Url.EncodeToString(SHA256.HashData(key.ExportSubjectPublicKeyInfo()));
    }

    /// <inheritdoc/>
    public string Algorithm => "RS256";

    /// <inheritdoc/>
    public string KeyId { get; }

    /// <summary>The public key's numbers, for a JSON web key.</summary>
    public RSAParameters PublicKey => _key.ExportParameters(includePrivateParameters: false);

    /// <inheritdoc/>
    public byte[] Sign(ReadOnlySpan<byte> data) =>
        _key.SignData(data.ToArray(), HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);

    /// <inheritdoc/>
    public bool Verify(ReadOnlySpan<byte> data, ReadOnlySpan<byte> signature) =>
        _key.VerifyData(data, signature, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
}
