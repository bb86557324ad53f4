using System.Collections.Frozen;

namespace Agent.Runtime.Specs;

/// <summary>Linux capabilities by name, as masks with bit n for capability n (capabilities(7)).</summary>
internal static class CapabilityMask
{
    private static readonly string[] Names =
    [
        "CHOWN", "DAC_OVERRIDE", "DAC_READ_SEARCH", "FOWNER", "FSETID", "KILL", "SETGID", "SETUID", "SETPCAP", "LINUX_IMMUTABLE",
        "NET_BIND_SERVICE", "NET_BROADCAST", "NET_ADMIN", "NET_RAW", "IPC_LOCK", "IPC_OWNER", "SYS_MODULE", "SYS_RAWIO", "SYS_CHROOT",
        "SYS_PTRACE", "SYS_PACCT", "SYS_ADMIN", "SYS_BOOT", "SYS_NICE", "SYS_RESOURCE", "SYS_TIME", "SYS_TTY_CONFIG", "MKNOD", "LEASE",
        "AUDIT_WRITE", "AUDIT_CONTROL", "SETFCAP", "MAC_OVERRIDE", "MAC_ADMIN", "SYSLOG", "WAKE_ALARM", "BLOCK_SUSPEND", "AUDIT_READ",
        "PERFMON", "BPF", "CHECKPOINT_RESTORE",
    ];

    private static readonly FrozenDictionary<string, ulong> Masks =
        Names.Select((name, number) => (name, number)).ToFrozenDictionary(pair => pair.name, pair => 1UL << pair.number);

    /// <summary>All of them.</summary>
    public static ulong All { get; } = (1UL << Names.Length) - 1;

    /// <summary>What a container has that asks for nothing: containerd's default set.</summary>
    public static ulong Default { get; } = Parse(
        ["CHOWN", "DAC_OVERRIDE", "FSETID", "FOWNER", "MKNOD", "NET_RAW", "SETGID", "SETUID", "SETFCAP", "SETPCAP", "NET_BIND_SERVICE", "SYS_CHROOT", "KILL", "AUDIT_WRITE"],
        "default");

    /// <summary>The mask of the one that lets a process mount.</summary>
    public static ulong SysAdmin { get; } = Masks["SYS_ADMIN"];

    /// <summary>The mask of those that let a process become another user.</summary>
    public static ulong ChangeUser { get; } = Masks["SETUID"] | Masks["SETGID"];

    /// <summary>The mask of those that are needed to take capabilities away.</summary>
    public static ulong SetPcap { get; } = Masks["SETPCAP"];

    /// <summary>The mask of a list of names, with or without <c>CAP_</c>, in any case; <c>ALL</c> is all.</summary>
    /// <exception cref="SpecException">A name is not a capability's.</exception>
    public static ulong Parse(IEnumerable<string> names, string field)
    {
        ulong mask = 0;
        foreach (var name in names)
        {
            var upper = name.ToUpperInvariant();
            upper = upper.StartsWith("CAP_", StringComparison.Ordinal) ? upper[4..] : upper;
            if (upper == "ALL")
            {
                mask |= All;
            }
            else if (Masks.TryGetValue(upper, out var bit))
            {
                mask |= bit;
            }
            else
            {
                throw new SpecException($"{field}: \"{name}\" is not a capability of Linux (capabilities(7)) or ALL");
            }
        }

        return mask;
    }
}
