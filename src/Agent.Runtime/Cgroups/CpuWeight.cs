namespace Agent.Runtime.Cgroups;

/// <summary>Between the CPU shares of cgroup v1, which CRI speaks, and the weight of v2.</summary>
internal static class CpuWeight
{
    /// <summary>1 + (shares − 2) × 9999 / 262142, as runc and the kubelet convert; shares are taken into 2 to 262144 first.</summary>
    public static long FromShares(long shares) => 1 + (Math.Clamp(shares, 2, 262144) - 2) * 9999 / 262142;
}
