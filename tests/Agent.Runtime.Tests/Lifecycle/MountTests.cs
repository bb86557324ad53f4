using Agent.Cri.Protocol;
using Agent.Runtime.Tests.Harness;
using Grpc.Core;

namespace Agent.Runtime.Tests.Lifecycle;

public class MountTests
{
    [SkippableFact]
    public async Task Mounts_AsRoot_AreAtTheirPlacesAndTheHostIsUntouched()
    {
        Skip.IfNot(RuntimeHarness.IsRoot, "only root may mount");
        await using var runtime = await RuntimeHarness.StartAsync();
        var (data, hosts, log) = (Path.Join(runtime.Folder, "data"), Path.Join(runtime.Folder, "hosts"), Path.Join(runtime.Folder, "log"));
        Directory.CreateDirectory(Path.Join(data, "sub"));
        await File.WriteAllTextAsync(Path.Join(data, "file"), "content");
        await File.WriteAllTextAsync(hosts, "10.0.0.1 special\n");
        await File.WriteAllTextAsync(log, "");
        // Other programs mount and unmount meanwhile; these paths are in every mount that the container needs.
        string[] paths = [runtime.Folder, "/new-top-level", "/var/new", "/usr/new-here", "/etc/hosts", "/dev/termination-log"];
        var mountsBefore = await MountsAsync(paths);
        var id = await runtime.StartShellAsync(
            await runtime.RunPodAsync(),
            "main",
            """
            cat /new-top-level/deep/data/file /var/new/dir/file /usr/new-here/file; echo
            cat /etc/hosts
            echo from-container > /new-top-level/deep/data/written
            echo last words > /dev/termination-log
            echo x 2>/dev/null > /var/new/dir/refused || echo read-only
            ls -d /usr/bin /var/lib /dev/null
            test -c /dev/null && echo device
            exec sleep 1000
            """,
            config => config.Mounts.Add(
            [
                new Mount { HostPath = data, ContainerPath = "/new-top-level/deep/data" },
                new Mount { HostPath = data, ContainerPath = "/var/new/dir", Readonly = true },
                new Mount { HostPath = data, ContainerPath = "/usr/new-here" },
                new Mount { HostPath = hosts, ContainerPath = "/etc/hosts" },
                new Mount { HostPath = log, ContainerPath = "/dev/termination-log" },
            ]));
        await Eventually.TrueAsync(() => runtime.Text("pod", "main").Contains("device", StringComparison.Ordinal), "output");

        Assert.Equal(
            "contentcontentcontent\n10.0.0.1 special\nread-only\n/dev/null\n/usr/bin\n/var/lib\ndevice\n", runtime.Text("pod", "main"));
        Assert.Equal("from-container\n", await File.ReadAllTextAsync(Path.Join(data, "written")));
        Assert.Equal("last words\n", await File.ReadAllTextAsync(log));
        Assert.False(Path.Exists("/new-top-level") || Path.Exists("/var/new") || Path.Exists("/usr/new-here") || Path.Exists("/dev/termination-log"));
        var exec = await runtime.ExecAsync(id, 60, "sh", "-c", "cat /new-top-level/deep/data/file; cat /etc/hosts; pwd");
        Assert.Equal("content10.0.0.1 special\n/\n", exec.Stdout.ToStringUtf8());
        await runtime.StopAsync(id, 0);
        Assert.Equal(mountsBefore, await MountsAsync(paths));
    }

    [SkippableFact]
    public async Task Mounts_OneInsideAnother_AreBothThere()
    {
        Skip.IfNot(RuntimeHarness.IsRoot, "only root may mount");
        await using var runtime = await RuntimeHarness.StartAsync();
        var (outer, inner) = (Directory.CreateDirectory(Path.Join(runtime.Folder, "outer")), Directory.CreateDirectory(Path.Join(runtime.Folder, "inner")));
        await File.WriteAllTextAsync(Path.Join(outer.FullName, "o"), "o");
        await File.WriteAllTextAsync(Path.Join(inner.FullName, "i"), "i");
        var id = await runtime.StartShellAsync(await runtime.RunPodAsync(), "main", "cat /v/o /v/a/b/i", config => config.Mounts.Add(
        [
            new Mount { HostPath = inner.FullName, ContainerPath = "/v/a/b" },
            new Mount { HostPath = outer.FullName, ContainerPath = "/v" },
        ]));

        Assert.Equal(0, (await runtime.WaitExitedAsync(id)).ExitCode);
        Assert.Equal("oi", runtime.Text("pod", "main"));
    }

    [SkippableFact]
    public async Task ReadOnlyRoot_AsRoot_LeavesVolumesAndDevicesWritable()
    {
        Skip.IfNot(RuntimeHarness.IsRoot, "only root may mount");
        await using var runtime = await RuntimeHarness.StartAsync();
        var data = Directory.CreateDirectory(Path.Join(runtime.Folder, "data")).FullName;
        var id = await runtime.StartShellAsync(
            await runtime.RunPodAsync(),
            "main",
            """
            touch /tmp/x 2>/dev/null || echo tmp; touch /new/x 2>/dev/null || echo new; touch /x 2>/dev/null || echo root
            touch /new/data/x && echo volume; echo > /dev/null && echo dev; echo > /dev/shm/rt-test && rm /dev/shm/rt-test && echo shm
            """,
            config =>
            {
                config.Mounts.Add(new Mount { HostPath = data, ContainerPath = "/new/data" });
                config.Linux = new LinuxContainerConfig { SecurityContext = new LinuxContainerSecurityContext { ReadonlyRootfs = true } };
            });
        await runtime.WaitExitedAsync(id);

        Assert.Equal("tmp\nnew\nroot\nvolume\ndev\nshm\n", runtime.Text("pod", "main"));
        Assert.True(File.Exists(Path.Join(data, "x")));
    }

    [SkippableFact]
    public async Task MaskedAndReadOnlyPaths_AsRoot_AreHiddenAndProtected()
    {
        Skip.IfNot(RuntimeHarness.IsRoot, "only root may mount");
        await using var runtime = await RuntimeHarness.StartAsync();
        var secret = Path.Join(runtime.Folder, "secret");
        var folder = Directory.CreateDirectory(Path.Join(runtime.Folder, "folder")).FullName;
        await File.WriteAllTextAsync(secret, "secret");
        await File.WriteAllTextAsync(Path.Join(folder, "file"), "secret");
        var id = await runtime.StartShellAsync(
            await runtime.RunPodAsync(),
            "main",
            $"cat {secret}; ls {folder}; echo x 2>/dev/null > /proc/sys/kernel/hostname || echo protected",
            config => config.Linux = new LinuxContainerConfig
            {
                SecurityContext = new LinuxContainerSecurityContext
                {
                    MaskedPaths = { secret, folder, "/proc/no-such-thing" },
                    ReadonlyPaths = { "/proc/sys", "/no/such/path" },
                },
            });
        await runtime.WaitExitedAsync(id);

        Assert.Equal("protected\n", runtime.Text("pod", "main"));
    }

    [SkippableFact]
    public async Task Mount_SourceMissing_IsAStartErrorThatNamesIt()
    {
        Skip.IfNot(RuntimeHarness.IsRoot, "only root may mount");
        await using var runtime = await RuntimeHarness.StartAsync();
        var id = await runtime.CreateAsync(await runtime.RunPodAsync(), "main", config =>
        {
            config.Command.Add("true");
            config.Mounts.Add(new Mount { HostPath = "/no/such/source", ContainerPath = "/data" });
        });
        var error = await Assert.ThrowsAsync<RpcException>(() => runtime.StartAsync(id));

        Assert.Contains("/no/such/source: no such file or directory", error.Status.Detail, StringComparison.Ordinal);
    }

    [SkippableFact]
    public async Task BidirectionalMount_SharedSource_ShowsMountsOfTheContainerOnTheHost()
    {
        Skip.IfNot(RuntimeHarness.IsRoot, "only root may mount");
        await using var runtime = await RuntimeHarness.StartAsync();
        var shared = Directory.CreateDirectory(Path.Join(runtime.Folder, "shared")).FullName;
        Native.Libc.Check(Native.Libc.MountRaw("tmpfs", shared, "tmpfs", 0, null), "mount");
        try
        {
            Native.Libc.SetPropagation(shared, 1 << 20, recursive: false);
            Directory.CreateDirectory(Path.Join(shared, "point"));
            var id = await runtime.StartShellAsync(
                await runtime.RunPodAsync(),
                "main",
                "mount -t tmpfs none /data/point && touch /data/point/seen && exec sleep 1000",
                config =>
                {
                    config.Mounts.Add(new Mount { HostPath = shared, ContainerPath = "/data", Propagation = MountPropagation.PropagationBidirectional });
                    config.Linux = new LinuxContainerConfig { SecurityContext = new LinuxContainerSecurityContext { Privileged = true } };
                });
            await Eventually.TrueAsync(() => File.Exists(Path.Join(shared, "point", "seen")), "the mount is seen");
            await runtime.StopAsync(id, 0);
        }
        finally
        {
            _ = Native.Libc.UmountRaw(Path.Join(shared, "point"), 0);
            Native.Libc.Check(Native.Libc.UmountRaw(shared, 0), "umount");
        }
    }

    [SkippableFact]
    public async Task Volume_WithoutRights_IsACreateErrorForHostCommands()
    {
        await using var runtime = await RuntimeHarness.StartAsync(RuntimeHarness.IsRoot ? Privilege.None : Privilege.Own);
        var sandbox = await runtime.RunPodAsync();
        var error = await Assert.ThrowsAsync<RpcException>(() => runtime.CreateAsync(sandbox, "main", config =>
        {
            config.Command.Add("true");
            config.Mounts.Add(new Mount { HostPath = "/tmp", ContainerPath = "/data" });
        }));
        var without = await runtime.StartShellAsync(sandbox, "fine", "true", config => config.Mounts.Add(
        [
            new Mount { HostPath = "/etc/hosts", ContainerPath = "/etc/hosts" },
            new Mount { HostPath = "/tmp", ContainerPath = "/dev/termination-log" },
        ]));

        Assert.Equal(StatusCode.InvalidArgument, error.StatusCode);
        Assert.Contains("cannot mount /data: only root may mount", error.Status.Detail, StringComparison.Ordinal);
        Assert.Equal(0, (await runtime.WaitExitedAsync(without)).ExitCode);
    }

    private static async Task<string[]> MountsAsync(string[] paths) =>
        [.. (await File.ReadAllLinesAsync("/proc/self/mountinfo")).Where(line => paths.Any(path => line.Contains(path, StringComparison.Ordinal)))];
}
