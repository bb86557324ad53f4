namespace Agent.Kubernetes;

/// <summary>How a <see cref="Quantity"/> was written, and how it is written back.</summary>
public enum QuantityFormat : byte
{
    /// <summary>Powers of 1000: n, u, m, none, k, M, G, T, P, E.</summary>
    DecimalSI,

    /// <summary>Powers of 1024: Ki, Mi, Gi, Ti, Pi, Ei.</summary>
    BinarySI,

    /// <summary>A power of ten in multiples of three: 12e6.</summary>
    DecimalExponent,
}
