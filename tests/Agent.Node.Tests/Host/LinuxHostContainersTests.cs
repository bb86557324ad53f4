using Agent.Node.Host;
using Agent.Node.Host.Linux;

namespace Agent.Node.Tests.Host;

public sealed class LinuxHostContainersTests : IDisposable
{
    private const UnixFileMode ForAll = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.GroupRead | UnixFileMode.GroupWrite
        | UnixFileMode.OtherRead | UnixFileMode.OtherWrite;

    private readonly string _directory = Directory.CreateTempSubdirectory().FullName;
    private readonly LinuxHost _host = new();

    public void Dispose()
    {
        _host.Dispose();
        Directory.Delete(_directory, recursive: true);
    }

    [Fact]
    public async Task PrepareContainerFiles_MessageFile_IsEmptyAndForEveryUserToWrite()
    {
        var files = new ContainerFiles(Path.Combine(_directory, "pods/u1"), "main") { MessageFile = "00000001" };

        await _host.PrepareContainerFilesAsync(files, default);

        Assert.Equal("", await File.ReadAllTextAsync(files.MessagePath));
        Assert.Equal(ForAll, File.GetUnixFileMode(files.MessagePath));
        Assert.False(File.Exists(files.HostsPath));
    }

    [Fact]
    public async Task PrepareContainerFiles_NextInstance_DeletesWhatNobodyNeedsAndEmptiesAnUnusedOne()
    {
        var files = new ContainerFiles(Path.Combine(_directory, "pods/u1"), "main") { MessageFile = "00000001" };
        foreach (var name in (string[])["00000001", "00000002", "00000003"])
        {
            await _host.PrepareContainerFilesAsync(files with { MessageFile = name, Keep = ["00000001", "00000002"] }, default);
            await File.WriteAllTextAsync(Path.Combine(files.MessageDirectory, name), name);
        }

        await _host.PrepareContainerFilesAsync(files with { MessageFile = "00000003", Keep = ["00000002"] }, default);

        Assert.Equal(["00000002", "00000003"], Directory.GetFiles(files.MessageDirectory).Select(Path.GetFileName).Order());
        Assert.Equal("", await File.ReadAllTextAsync(Path.Combine(files.MessageDirectory, "00000003")));
    }

    [Fact]
    public async Task PrepareContainerFiles_Hosts_AreReplacedInPlace()
    {
        var files = new ContainerFiles(Path.Combine(_directory, "pods/u1"), "main") { Hosts = "a longer text\n" };
        await _host.PrepareContainerFilesAsync(files, default);
        using var mounted = new StreamReader(files.HostsPath);

        await _host.PrepareContainerFilesAsync(files with { Hosts = "short\n" }, default);

        Assert.Equal("short\n", await mounted.ReadToEndAsync());
        Assert.Equal(
            UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.GroupRead | UnixFileMode.OtherRead, File.GetUnixFileMode(files.HostsPath));
    }

    [Fact]
    public async Task PrepareContainerFiles_HostNetwork_TakesTheNodesOwn()
    {
        var node = Path.Combine(_directory, "hosts");
        await File.WriteAllTextAsync(node, "192.0.2.1 node\n");
        var files = new ContainerFiles(Path.Combine(_directory, "pods/u1"), "main") { Hosts = "head\ntail\n", NodeHosts = node, NodeHostsAt = 5 };

        await _host.PrepareContainerFilesAsync(files, default);

        Assert.Equal("head\n192.0.2.1 node\ntail\n", await File.ReadAllTextAsync(files.HostsPath));
    }

    [Fact]
    public async Task PrepareContainerFiles_HostsAreALink_TouchesNothingElse()
    {
        var secret = Path.Combine(_directory, "secret");
        await File.WriteAllTextAsync(secret, "secret");
        var files = new ContainerFiles(Path.Combine(_directory, "pods/u1"), "main") { Hosts = "hosts\n" };
        Directory.CreateDirectory(files.PodDirectory);
        File.CreateSymbolicLink(files.HostsPath, secret);

        await Assert.ThrowsAsync<IOException>(() => _host.PrepareContainerFilesAsync(files, default));

        Assert.Equal("secret", await File.ReadAllTextAsync(secret));
    }
}
