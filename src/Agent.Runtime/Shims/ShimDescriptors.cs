namespace Agent.Runtime.Shims;

/// <summary>The descriptors a shim is started with; 0 to 2 are the container's own.</summary>
internal static class ShimDescriptors
{
    /// <summary>The encoded <see cref="ShimSpec"/>, read to its end.</summary>
    public const int Spec = 3;

    /// <summary>A pipe: one byte means go on; its end means the runtime is gone, and the shim ends without a trace.</summary>
    public const int Go = 4;

    /// <summary>A pipe: <see cref="ExecMark"/> before execve, and whatever went wrong as text. execve closes it.</summary>
    public const int Report = 5;

    /// <summary>The mount namespace to join; only there if the spec says so.</summary>
    public const int Namespace = 6;

    /// <summary>All preparations are done.</summary>
    public const byte ExecMark = (byte)'E';
}
