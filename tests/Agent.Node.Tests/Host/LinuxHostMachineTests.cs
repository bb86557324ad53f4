using Agent.Node.Host.Linux;

namespace Agent.Node.Tests.Host;

public sealed class LinuxHostMachineTests : IDisposable
{
    private readonly LinuxHost _host = new();

    public void Dispose() => _host.Dispose();

    [Fact]
    public async Task ReadMachine_ThisMachine_HasCpusMemoryAndIdentifiers()
    {
        var facts = await _host.ReadMachineAsync(CancellationToken.None);

        Assert.True(facts.Cores > 0);
        Assert.True(facts.MemoryBytes > 0);
        Assert.NotEmpty(facts.KernelVersion);
        Assert.NotEmpty(facts.BootId);
        Assert.NotEmpty(facts.Architecture);
    }

    [Fact]
    public async Task ReadSpace_ADirectory_IsItsFileSystems()
    {
        var directory = Directory.CreateTempSubdirectory("space");
        var space = await _host.ReadSpaceAsync(directory.FullName, CancellationToken.None);
        directory.Delete();

        Assert.InRange(space.AvailableBytes, 0, space.TotalBytes);
        Assert.True(space.TotalBytes > 0);
    }

    [Fact]
    public async Task ReadSpace_NoDirectory_IsAnIOException() =>
        await Assert.ThrowsAnyAsync<IOException>(() => _host.ReadSpaceAsync("/no/such/directory", CancellationToken.None));

    [Fact]
    public async Task Resolve_Names_AreAddressesOrNone()
    {
        Assert.Contains(await _host.ResolveAsync("localhost", CancellationToken.None), ip => ip is "127.0.0.1" or "::1");
        Assert.Empty(await _host.ResolveAsync("no-such-host.invalid", CancellationToken.None));
    }
}
