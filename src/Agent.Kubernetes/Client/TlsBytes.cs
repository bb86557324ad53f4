namespace Agent.Kubernetes.Client;

/// <summary>The PEM texts that TLS is set up with; null: not given.</summary>
internal sealed record TlsBytes(byte[]? Authorities, byte[]? Certificate, byte[]? Key)
{
    /// <summary>The texts are the same.</summary>
    public bool Same(TlsBytes other) =>
        Same(Authorities, other.Authorities) && Same(Certificate, other.Certificate) && Same(Key, other.Key);

    private static bool Same(byte[]? left, byte[]? right) => left is null ? right is null : right is not null && left.AsSpan().SequenceEqual(right);
}
