using System.Security.Cryptography;

namespace Agent.ApiServer.Tokens;

/// <summary>
/// HS256: only who holds the key can check a token. Fast and the same for the same key: for simulations and tests, where ten
/// thousand pods ask at once.
/// </summary>
public sealed class HmacTokenSigner(byte[] key) : ITokenSigner
{
    /// <inheritdoc/>
    public string Algorithm => "HS256";

    /// <inheritdoc/>
    public string KeyId => "shared";

    /// <inheritdoc/>
    public byte[] Sign(ReadOnlySpan<byte> data) => HMACSHA256.HashData(key, data);

    /// <inheritdoc/>
    public bool Verify(ReadOnlySpan<byte> data, ReadOnlySpan<byte> signature) =>
        CryptographicOperations.FixedTimeEquals(Sign(data), signature);
}
