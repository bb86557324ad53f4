using Agent.Node.Host.Linux;
using Agent.Node.Host.Linux.Native;
using Agent.Node.Host.Volumes;

namespace Agent.Node.Tests.Host.Volumes;

/// <summary>Volumes on the real host; what needs mounts is skipped without root.</summary>
public sealed class LinuxVolumeTests : IDisposable
{
    private static readonly CancellationToken None = CancellationToken.None;

    private readonly string _root = Directory.CreateTempSubdirectory("agent-volumes-").FullName;
    private readonly LinuxHost _host = new();

    private string Pod => Path.Combine(_root, "pods", "u1");

    public void Dispose()
    {
        _host.TearDownPodAsync(Pod, None).GetAwaiter().GetResult();
        _host.Dispose();
        Directory.Delete(_root, recursive: true);
    }

    [Fact]
    public async Task SetUpEmptyDir_Again_KeepsItsContent()
    {
        var setup = EmptyDir("data");
        await _host.SetUpEmptyDirAsync(setup, None);
        await File.WriteAllTextAsync(Path.Combine(setup.Directory, "f"), "x");
        await _host.SetUpEmptyDirAsync(setup, None);

        Assert.Equal("x", await File.ReadAllTextAsync(Path.Combine(setup.Directory, "f")));
        Assert.Equal((UnixFileMode)0x1FF, File.GetUnixFileMode(setup.Directory));
        Assert.Equal((UnixFileMode)0x1E8, File.GetUnixFileMode(Pod));
        Assert.True(File.Exists(Path.Combine(Pod, "plugins/kubernetes.io~empty-dir/data/ready")));
    }

    [RootFact]
    public async Task SetUpEmptyDir_Memory_IsATmpfsOfItsSize()
    {
        var setup = EmptyDir("mem") with { FileSystem = "tmpfs", Options = "size=1048576" };
        await _host.SetUpEmptyDirAsync(setup, None);
        await _host.SetUpEmptyDirAsync(setup, None);

        Assert.Equal(1 << 20, new DriveInfo(setup.Directory).TotalSize);
        Assert.Single(MountPoints.Below(Pod));
        await _host.TearDownVolumeAsync(new VolumeTearDown(Pod, "mem", Force: false), None);
        Assert.Empty(MountPoints.Below(Pod));
        Assert.False(Directory.Exists(setup.Directory));
    }

    [RootFact]
    public async Task SetUpEmptyDir_FsGroup_OwnsItAndNewFiles()
    {
        var setup = EmptyDir("shared") with { Ownership = new VolumeOwnership(4711) };
        await _host.SetUpEmptyDirAsync(setup, None);
        await File.WriteAllTextAsync(Path.Combine(setup.Directory, "f"), "");

        var stat = FileStat.Of(setup.Directory)!;
        Assert.Equal((4711u, 0x5FF), (stat.Group, stat.Permissions));   // 02777
        Assert.Equal(4711u, FileStat.Of(Path.Combine(setup.Directory, "f"))!.Group);
    }

    [RootFact]
    public async Task WriteFiles_Secret_IsInMemoryAndReadableForTheGroupOnly()
    {
        var directory = Path.Combine(Pod, "volumes/kubernetes.io~secret/s");
        var setup = new FilesSetup(Pod, directory, "size=65536", [new VolumeFile("k", "v"u8.ToArray(), 0x100)], new VolumeOwnership(4711, ReadOnly: true));

        Assert.True(await _host.WriteFilesAsync(setup, None));
        Assert.False(await _host.WriteFilesAsync(setup, None));

        var file = FileStat.Of(Path.Combine(directory, "k"), followLinks: true)!;
        Assert.Equal((4711u, 0x120), (file.Group, file.Permissions));   // 0440
        Assert.Single(MountPoints.Below(Pod));
    }

    [Theory]
    [InlineData("", "absent", true)]
    [InlineData("Directory", "d", true)]
    [InlineData("Directory", "f", false)]
    [InlineData("Directory", "absent", false)]
    [InlineData("DirectoryOrCreate", "absent", true)]
    [InlineData("DirectoryOrCreate", "f", false)]
    [InlineData("File", "f", true)]
    [InlineData("File", "d", false)]
    [InlineData("FileOrCreate", "absent", true)]
    [InlineData("FileOrCreate", "absent/below", false)]
    [InlineData("Socket", "f", false)]
    [InlineData("CharDevice", "/dev/null", true)]
    [InlineData("BlockDevice", "/dev/null", false)]
    [InlineData("Nonsense", "d", false)]
    public async Task CheckHostPath_Type_IsMetMadeOrRefused(string type, string name, bool isGood)
    {
        Directory.CreateDirectory(Path.Combine(_root, "d"));
        await File.WriteAllTextAsync(Path.Combine(_root, "f"), "");
        var path = Path.Combine(_root, name);

        if (isGood)
        {
            await _host.CheckHostPathAsync(path, type, None);
            Assert.Equal(type.Length > 0, Path.Exists(path));
        }
        else
        {
            await Assert.ThrowsAnyAsync<IOException>(() => _host.CheckHostPathAsync(path, type, None));
        }
    }

    [RootFact]
    public async Task Mount_Bind_ReadOnlyAndTornDownWithoutTouchingTheSource()
    {
        var source = Directory.CreateDirectory(Path.Combine(_root, "source")).FullName;
        await File.WriteAllTextAsync(Path.Combine(source, "kept"), "x");
        var target = Path.Combine(Pod, "volumes/kubernetes.io~local-volume/l");
        var setup = new MountSetup(Pod, target, source, "", ["ro"], new VolumeOwnership());
        await _host.MountAsync(setup, None);
        await _host.MountAsync(setup, None);

        Assert.Equal("x", await File.ReadAllTextAsync(Path.Combine(target, "kept")));
        await Assert.ThrowsAnyAsync<IOException>(() => File.WriteAllTextAsync(Path.Combine(target, "new"), ""));
        Assert.Single(MountPoints.Below(Pod));
        await _host.TearDownVolumeAsync(new VolumeTearDown(Pod, "l", Force: false), None);
        Assert.False(Directory.Exists(target));
        Assert.True(File.Exists(Path.Combine(source, "kept")));
    }

    [RootFact]
    public async Task TearDownVolume_InUse_FailsAndByForceSucceeds()
    {
        var setup = EmptyDir("mem") with { FileSystem = "tmpfs" };
        await _host.SetUpEmptyDirAsync(setup, None);
        using (File.Create(Path.Combine(setup.Directory, "open")))
        {
            await Assert.ThrowsAnyAsync<IOException>(() => _host.TearDownVolumeAsync(new VolumeTearDown(Pod, "mem", Force: false), None));
            await _host.TearDownVolumeAsync(new VolumeTearDown(Pod, "mem", Force: true), None);
        }

        Assert.Empty(MountPoints.Below(Pod));
    }

    [RootFact]
    public async Task TearDownPod_MountsLinksAndStrangers_OnlyTheNodesOwnGoes()
    {
        var outside = Directory.CreateDirectory(Path.Combine(_root, "outside")).FullName;
        await File.WriteAllTextAsync(Path.Combine(outside, "kept"), "x");
        var setup = EmptyDir("data");
        await _host.SetUpEmptyDirAsync(setup, None);
        File.CreateSymbolicLink(Path.Combine(setup.Directory, "link"), outside);
        await _host.MountAsync(
            new MountSetup(Pod, Path.Combine(Pod, "volumes/kubernetes.io~local-volume/l"), outside, "", [], new VolumeOwnership()), None);
        await _host.SetUpSubPathAsync(new SubPathSetup(outside, "kept", Path.Combine(Pod, "volume-subpaths/l/c/0"), false), None);

        await _host.TearDownPodAsync(Pod, None);

        Assert.False(Directory.Exists(Pod));
        Assert.True(File.Exists(Path.Combine(outside, "kept")));
    }

    [Fact]
    public async Task TearDownPod_ContentThatIsNotTheNodes_Stays()
    {
        var kept = Path.Combine(Pod, "volumes/example.com~thing/v/kept");
        Directory.CreateDirectory(Path.GetDirectoryName(kept)!);
        await File.WriteAllTextAsync(kept, "x");

        await Assert.ThrowsAnyAsync<IOException>(() => _host.TearDownPodAsync(Pod, None));

        Assert.True(File.Exists(kept));
        File.Delete(kept);
    }

    private EmptyDirSetup EmptyDir(string name) =>
        new(Pod, name, Path.Combine(Pod, "volumes/kubernetes.io~empty-dir", name), "", "", new VolumeOwnership());
}
