using System.Runtime.InteropServices;
using Agent.Node.Host.Linux;

namespace Agent.Node.Tests.Host;

public sealed class MachineFilesTests : IDisposable
{
    private readonly string _root = Directory.CreateTempSubdirectory("machine").FullName;

    public void Dispose() => Directory.Delete(_root, recursive: true);

    [Fact]
    public void Read_Everything_IsTold()
    {
        Write("proc/meminfo", "MemTotal:        2048 kB\nMemFree:  1 kB\nSwapTotal:  4 kB\n");
        Write("sys/devices/system/cpu/online", "0-2,5\n");
        Write("sys/kernel/mm/hugepages/hugepages-2048kB/nr_hugepages", "3\n");
        Write("sys/kernel/mm/hugepages/hugepages-1048576kB/nr_hugepages", "0\n");
        Write("etc/machine-id", "abc\n");
        Write("sys/class/dmi/id/product_uuid", "uuid\n");
        Write("proc/sys/kernel/random/boot_id", "boot\n");
        Write("proc/sys/kernel/osrelease", "6.1.0\n");
        Write("etc/os-release", "NAME=X\nPRETTY_NAME=\"My Linux 1\"\n");

        var facts = new MachineFiles(_root).Read();

        Assert.Equal((4, 2048 * 1024L, 4 * 1024L), (facts.Cores, facts.MemoryBytes, facts.SwapBytes));
        Assert.Equal([(2L << 20, 3L), (1L << 30, 0L)], facts.HugePages.Select(p => (p.Key, p.Value)));
        Assert.Equal(("abc", "uuid", "boot", "6.1.0", "My Linux 1"), (facts.MachineId, facts.SystemUuid, facts.BootId, facts.KernelVersion, facts.OsImage));
        Assert.Equal(facts, new MachineFiles(_root).Read());
    }

    [Fact]
    public void Read_OnlyMemory_TheRestIsFilledIn()
    {
        Write("proc/meminfo", "MemTotal: 1 kB\n");
        Write("var/lib/dbus/machine-id", "dbus\n");

        var facts = new MachineFiles(_root).Read();

        Assert.Equal(Environment.ProcessorCount, facts.Cores);
        Assert.Equal(("dbus", "dbus", "Linux", ""), (facts.MachineId, facts.SystemUuid, facts.OsImage, facts.BootId));
        Assert.Empty(facts.HugePages);
    }

    [Fact]
    public void Read_NoProc_IsAnError() => Assert.ThrowsAny<IOException>(() => new MachineFiles(_root).Read());

    [Theory]
    [InlineData(Architecture.X64, "amd64")]
    [InlineData(Architecture.Arm64, "arm64")]
    [InlineData(Architecture.S390x, "s390x")]
    public void GoArchitecture_Names_AreGos(Architecture architecture, string name) => Assert.Equal(name, MachineFiles.GoArchitecture(architecture));

    private void Write(string path, string text)
    {
        var full = Path.Combine(_root, path);
        Directory.CreateDirectory(Path.GetDirectoryName(full)!);
        File.WriteAllText(full, text);
    }
}
