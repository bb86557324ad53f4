using Agent.EndToEnd.Tests.Fixtures.Containerd;
using Agent.EndToEnd.Tests.Fixtures.Images;
using Agent.EndToEnd.Tests.Fixtures.Processes;
using Agent.EndToEnd.Tests.Fixtures.Registry;

namespace Agent.EndToEnd.Tests.Fixtures;

public sealed class ContainerdFixtureTests(ContainerdFixture containerd) : IClassFixture<ContainerdFixture>
{
    [SkippableFact]
    public async Task Server_ImportedImage_RunsAContainer()
    {
        var output = await containerd.Server.CtrAsync("run", "--rm", "--runc-root", containerd.Lab.Combine("runc"), LabImages.Busybox.Reference, "fixture-run", "echo", "hello");

        Assert.Equal("hello\n", output);
    }

    [SkippableFact]
    public async Task Server_KilledAndStarted_KnowsItsImages()
    {
        await containerd.Server.KillAsync();
        await containerd.Server.StartAsync();

        var images = await containerd.Server.CtrAsync("images", "list", "-q");
        Assert.All(LabImages.All, image => Assert.Contains(image.Reference, images, StringComparison.Ordinal));
    }

    [SkippableFact]
    public async Task Registry_ImagePushed_CanBePulledWithTheAccountOnly()
    {
        ContainerdFixture.Require(RegistryServer.Missing is { } missing ? [missing] : []);
        using var registry = await RegistryServer.StartAsync(containerd.Lab, authenticated: true);
        var reference = await registry.PushAsync(LabImages.Busybox);

        var (refused, _, error) = await PullAsync(reference);
        var (pulled, _, _) = await PullAsync("--user", $"{RegistryAccount.User}:{RegistryAccount.Password}", reference);

        Assert.NotEqual(0, refused);
        Assert.Contains("401 Unauthorized", error, StringComparison.Ordinal);
        Assert.Equal(0, pulled);
    }

    [SkippableFact]
    public async Task CleanAsync_RunningContainer_NothingIsLeft()
    {
        ContainerdFixture.Require(Prerequisites.MissingForContainerd());
        var lab = await LabDirectory.CreateAsync();
        await using var server = await ContainerdServer.StartAsync(lab);
        await server.CtrAsync(
            "run", "-d", "--runc-root", lab.Combine("runc"), "--fifo-dir", lab.Combine("fifo"),
            LabImages.Busybox.Reference, "left", "sleep", "1000");
        var container = await server.FindProcessAsync("left");
        var shim = server.FindShim("left");

        await lab.DisposeAsync();

        Assert.False(ProcessTable.IsAlive(container));
        Assert.False(ProcessTable.IsAlive(shim.ProcessId));
        Assert.False(Directory.Exists(lab.Path));
        Assert.DoesNotContain(lab.Path, await File.ReadAllTextAsync("/proc/self/mountinfo"), StringComparison.Ordinal);
    }

    private Task<(int ExitCode, string Output, string Error)> PullAsync(params string[] arguments) => Command.TryRunAsync(
        "ctr", ["--address", containerd.Server.Socket, "--namespace", "k8s.io", "images", "pull", "--plain-http", .. arguments]);
}
