namespace Agent.Node.WellKnown;

/// <summary>Labels of nodes.</summary>
public static class NodeLabels
{
    /// <summary>The host's name.</summary>
    public const string HostName = "kubernetes.io/hostname";

    /// <summary>The operating system by Go's name.</summary>
    public const string Os = "kubernetes.io/os";

    /// <summary>The processor architecture by Go's name.</summary>
    public const string Arch = "kubernetes.io/arch";

    /// <summary>The old name of <see cref="Os"/>.</summary>
    public const string BetaOs = "beta.kubernetes.io/os";

    /// <summary>The old name of <see cref="Arch"/>.</summary>
    public const string BetaArch = "beta.kubernetes.io/arch";

    /// <summary>The build of Windows.</summary>
    public const string WindowsBuild = "node.kubernetes.io/windows-build";

    /// <summary>Failure domain within a region.</summary>
    public const string Zone = "topology.kubernetes.io/zone";

    /// <summary>Region of a provider.</summary>
    public const string Region = "topology.kubernetes.io/region";

    /// <summary>The old name of <see cref="Zone"/>.</summary>
    public const string BetaZone = "failure-domain.beta.kubernetes.io/zone";

    /// <summary>The old name of <see cref="Region"/>.</summary>
    public const string BetaRegion = "failure-domain.beta.kubernetes.io/region";

    /// <summary>The provider's type of machine.</summary>
    public const string InstanceType = "node.kubernetes.io/instance-type";

    /// <summary>The old name of <see cref="InstanceType"/>.</summary>
    public const string BetaInstanceType = "beta.kubernetes.io/instance-type";
}
