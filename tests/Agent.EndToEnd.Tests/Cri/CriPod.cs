using Agent.Cri;
using Agent.Cri.Protocol;
using Agent.EndToEnd.Tests.Fixtures;
using Agent.EndToEnd.Tests.Fixtures.Images;

namespace Agent.EndToEnd.Tests.Cri;

/// <summary>A sandbox made over the CRI, removed at the end of the test with all that is in it.</summary>
internal sealed class CriPod : IAsyncDisposable
{
    /// <summary>As the kubelet has them: process ids are the container's own.</summary>
    private static readonly NamespaceOption Namespaces = new() { Pid = NamespaceMode.Container };

    private readonly CriClient _client;

    private CriPod(CriClient client, PodSandboxConfig config, string id) => (_client, Config, Id) = (client, config, id);

    public PodSandboxConfig Config { get; }

    public string Id { get; }

    public static async Task<CriPod> RunAsync(CriClient client, LabDirectory lab, Action<PodSandboxConfig>? configure = null)
    {
        var uid = Guid.NewGuid().ToString();
        var config = new PodSandboxConfig
        {
            Metadata = new PodSandboxMetadata { Name = "pod", Namespace = "cri", Uid = uid },
            Hostname = "pod",
            LogDirectory = lab.Directories("cri-logs", uid),
            Linux = new LinuxPodSandboxConfig
            {
                SecurityContext = new LinuxSandboxSecurityContext { NamespaceOptions = Namespaces.Clone() },
            },
        };
        configure?.Invoke(config);
        var response = await client.RunPodSandboxAsync(new RunPodSandboxRequest { Config = config }, CancellationToken.None);
        return new CriPod(client, config, response.PodSandboxId);
    }

    public async Task<PodSandboxStatus> StatusAsync() =>
        (await _client.PodSandboxStatusAsync(new PodSandboxStatusRequest { PodSandboxId = Id }, CancellationToken.None)).Status;

    /// <summary>Creates a container and starts it.</summary>
    public Task<string> StartAsync(TestImage image, params string[] command) =>
        StartAsync(image.Reference, "main", config => config.Command.Add(command));

    /// <summary>Creates a container and starts it.</summary>
    public async Task<string> StartAsync(string image, string name = "main", Action<ContainerConfig>? configure = null)
    {
        var config = new ContainerConfig
        {
            Metadata = new ContainerMetadata { Name = name },
            Image = new ImageSpec { Image = image },
            LogPath = $"{name}.log",
            Linux = new LinuxContainerConfig
            {
                SecurityContext = new LinuxContainerSecurityContext { NamespaceOptions = Namespaces.Clone() },
            },
        };
        configure?.Invoke(config);
        var created = await _client.CreateContainerAsync(
            new CreateContainerRequest { PodSandboxId = Id, SandboxConfig = Config, Config = config }, CancellationToken.None);
        await _client.StartContainerAsync(new StartContainerRequest { ContainerId = created.ContainerId }, CancellationToken.None);
        return created.ContainerId;
    }

    public async Task<ContainerStatus> ContainerAsync(string id) =>
        (await _client.ContainerStatusAsync(new ContainerStatusRequest { ContainerId = id }, CancellationToken.None)).Status;

    public Task<ContainerStatus> ExitedAsync(string id) => Eventually.ValueAsync(
        async () => await ContainerAsync(id) is { State: ContainerState.ContainerExited } status ? status : null,
        "the container has ended");

    /// <summary>The lines of a container's log, each as time, stream, tag and text.</summary>
    public async Task<IReadOnlyList<string[]>> LogAsync(string name = "main")
    {
        var lines = await File.ReadAllLinesAsync(Path.Combine(Config.LogDirectory, $"{name}.log"));
        return [.. lines.Select(line => line.Split(' ', 4))];
    }

    public async Task StopAsync() =>
        await _client.StopPodSandboxAsync(new StopPodSandboxRequest { PodSandboxId = Id }, CancellationToken.None);

    public async Task RemoveAsync() =>
        await _client.RemovePodSandboxAsync(new RemovePodSandboxRequest { PodSandboxId = Id }, CancellationToken.None);

    public async ValueTask DisposeAsync()
    {
        await StopAsync();
        await RemoveAsync();
    }
}
