namespace Agent.Runtime.Processes;

/// <summary>Names one boot of this machine; process numbers and start times mean nothing after the next one.</summary>
internal static class BootId
{
    /// <summary>The id of the running kernel's boot.</summary>
    public static string Current { get; } = File.ReadAllText("/proc/sys/kernel/random/boot_id").Trim();
}
