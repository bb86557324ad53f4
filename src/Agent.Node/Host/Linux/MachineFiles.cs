using System.Collections.Immutable;
using System.Globalization;
using System.Runtime.InteropServices;
using Agent.Node.Configuration.Validation;
using Agent.Node.Host.Machine;

namespace Agent.Node.Host.Linux;

/// <summary>Reads what a Linux machine says of itself below /proc, /sys and /etc.</summary>
/// <param name="root">Directory that stands for the root of the file system.</param>
internal sealed class MachineFiles(string root = "/")
{
    /// <summary>The facts.</summary>
    /// <exception cref="IOException">/proc cannot be read: nothing can be said of CPUs or memory.</exception>
    public MachineFacts Read()
    {
        var memory = File.ReadAllLines(Path("proc/meminfo"));
        var machineId = FirstOf("etc/machine-id", "var/lib/dbus/machine-id");
        var uuid = FirstOf("sys/class/dmi/id/product_uuid", "proc/device-tree/system-id", "proc/device-tree/vm,uuid");
        return new MachineFacts
        {
            Cores = CpuList.Count(FirstOf("sys/devices/system/cpu/online")) is > 0 and var online ? online : Environment.ProcessorCount,
            MemoryBytes = KibiBytes(memory, "MemTotal:"),
            SwapBytes = KibiBytes(memory, "SwapTotal:"),
            HugePages = HugePages(),
            ThermalThrottlePaths = ThermalThrottlePaths(),
            MachineId = machineId,
            SystemUuid = uuid.Length > 0 ? uuid : machineId,
            BootId = FirstOf("proc/sys/kernel/random/boot_id"),
            KernelVersion = FirstOf("proc/sys/kernel/osrelease"),
            OsImage = PrettyName(),
            Architecture = GoArchitecture(RuntimeInformation.OSArchitecture),
        };
    }

    /// <summary>A processor architecture by Go's name.</summary>
    internal static string GoArchitecture(Architecture architecture) => architecture switch
    {
        Architecture.X64 => "amd64",
        Architecture.X86 => "386",
        Architecture.LoongArch64 => "loong64",
        _ => architecture.ToString().ToLowerInvariant(),
    };

    private static long KibiBytes(string[] lines, string name)
    {
        var words = lines.FirstOrDefault(line => line.StartsWith(name, StringComparison.Ordinal))?
            .Split(' ', StringSplitOptions.RemoveEmptyEntries);
        return words is [_, var number, ..] && long.TryParse(number, NumberStyles.None, CultureInfo.InvariantCulture, out var value)
            ? value * 1024
            : 0;
    }

    private ImmutableSortedDictionary<long, long> HugePages()
    {
        const string Prefix = "hugepages-";
        var sizes = new DirectoryInfo(Path("sys/kernel/mm/hugepages"));
        var pages = ImmutableSortedDictionary.CreateBuilder<long, long>();
        foreach (var size in sizes.Exists ? sizes.EnumerateDirectories(Prefix + "*kB") : [])
        {
            if (long.TryParse(size.Name[Prefix.Length..^2], NumberStyles.None, CultureInfo.InvariantCulture, out var kibibytes)
                && long.TryParse(Text(System.IO.Path.Combine(size.FullName, "nr_hugepages")), NumberStyles.None, CultureInfo.InvariantCulture, out var count))
            {
                pages[kibibytes * 1024] = count;
            }
        }

        return pages.ToImmutable();
    }

    private ImmutableArray<string> ThermalThrottlePaths()
    {
        const string Cpus = "sys/devices/system/cpu";
        var directory = new DirectoryInfo(Path(Cpus));
        return directory.Exists
            ? [.. directory.EnumerateDirectories("cpu*")
                .Where(cpu => Directory.Exists(System.IO.Path.Combine(cpu.FullName, "thermal_throttle")))
                .Select(cpu => $"/{Cpus}/{cpu.Name}/thermal_throttle")
                .Order(StringComparer.Ordinal)]
            : [];
    }

    private string PrettyName()
    {
        const string Name = "PRETTY_NAME=";
        var line = FirstOf("etc/os-release", "usr/lib/os-release").Split('\n')
            .LastOrDefault(line => line.StartsWith(Name, StringComparison.Ordinal));
        return line is null ? "Linux" : line[Name.Length..].Trim().Trim('"', '\'');
    }

    private string FirstOf(params string[] paths) => paths.Select(path => Text(Path(path))).FirstOrDefault(text => text.Length > 0) ?? "";

    private string Path(string path) => System.IO.Path.Combine(root, path);

    /// <summary>Not every machine has every file, and some are for root only.</summary>
    private static string Text(string path)
    {
        try
        {
            return File.Exists(path) ? File.ReadAllText(path).Trim('\0', '\n', '\r', ' ', '\t') : "";
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return "";
        }
    }
}
