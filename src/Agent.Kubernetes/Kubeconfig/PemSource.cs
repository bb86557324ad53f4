namespace Agent.Kubernetes.Kubeconfig;

/// <summary>Where PEM text comes from: a file, which is read again when it changes, or the kubeconfig itself.</summary>
/// <param name="Field">The field it is from, with its file, for messages.</param>
/// <param name="File">Absolute path; null: it is in <paramref name="Data"/>.</param>
/// <param name="Data">The text, UTF-8.</param>
public sealed record PemSource(string Field, string? File, ReadOnlyMemory<byte> Data)
{
    /// <summary>Names the place only: it may be a private key.</summary>
    public override string ToString() => File is null ? Field : $"{Field} ({File})";
}
