using Agent.Cri;
using Agent.Cri.Protocol;
using Agent.Runtime.Native;
using Google.Protobuf;

namespace Agent.Runtime.Tests.Harness;

/// <summary>A runtime process with folders of its own, and a client of it. Everything is ended and removed at the end.</summary>
internal sealed class RuntimeHarness : IAsyncDisposable
{
    private const uint Nobody = 65534;
    private readonly Privilege _privilege;
    private readonly IReadOnlyList<string> _flags;
    private AgentProcess? _process;
    private CriClient? _client;

    private RuntimeHarness(Privilege privilege, IReadOnlyList<string> flags)
    {
        (_privilege, _flags) = (privilege, flags);
        Directory.CreateDirectory(Folder);
        if (privilege == Privilege.None)
        {
            Libc.Check(Libc.ChownRaw(Folder, Nobody, Nobody), "chown");
        }
    }

    public static bool IsRoot => Libc.EffectiveUserId() == 0;

    public string Folder { get; } = Path.Join(Path.GetTempPath(), $"rt-{Guid.NewGuid().ToString("N")[..12]}");

    public string Root => Path.Join(Folder, "root");

    public string Logs => Path.Join(Folder, "logs");

    public string Socket => Path.Join(Folder, "cri.sock");

    public AgentProcess Process => _process!;

    public CriClient Client => _client!;

    public static async Task<RuntimeHarness> StartAsync(Privilege privilege = Privilege.Own, params IReadOnlyList<string> flags)
    {
        Skip.If(privilege == Privilege.None && !IsRoot, "the tests do not run as root: the other cases cover this one");
        var harness = new RuntimeHarness(privilege, flags);
        await harness.LaunchAsync();
        return harness;
    }

    /// <summary>Starts a runtime on the folders, after another one has ended or on top of one that has not.</summary>
    public async Task LaunchAsync()
    {
        string[] arguments = ["runtime", "--listen", $"unix://{Socket}", "--root", Root, .. _flags];
        _process = _privilege == Privilege.None ? AgentProcess.StartAs(Nobody, arguments) : AgentProcess.Start(arguments);
        _client?.Dispose();
        _client = new CriClient(CriEndpoint.Parse(Socket));
        await Eventually.TrueAsync(() => _process.Output.Contains("Serving CRI", StringComparison.Ordinal) || _process.HasExited, "serving");
        Assert.False(_process.HasExited, _process.Output);
    }

    /// <summary>kill -9.</summary>
    public async Task KillAsync()
    {
        Process.Signal(Libc.SigKill);
        await Process.WaitAsync();
        Process.Dispose();
    }

    public async Task<string> RunPodAsync(string name = "pod", Action<PodSandboxConfig>? change = null)
    {
        var response = await Client.RunPodSandboxAsync(new RunPodSandboxRequest { Config = PodConfig(name, change) }, CancellationToken.None);
        return response.PodSandboxId;
    }

    public PodSandboxConfig PodConfig(string name = "pod", Action<PodSandboxConfig>? change = null)
    {
        var config = new PodSandboxConfig
        {
            Metadata = new PodSandboxMetadata { Name = name, Namespace = "default", Uid = $"uid-{name}" },
            Hostname = name,
            LogDirectory = Path.Join(Logs, name),
            Linux = new LinuxPodSandboxConfig { CgroupParent = $"/{Path.GetFileName(Folder)}/pod-{name}" },
            Labels = { ["app"] = name },
        };
        change?.Invoke(config);
        return config;
    }

    public async Task<string> CreateAsync(string sandbox, string name, Action<ContainerConfig> change)
    {
        var config = new ContainerConfig
        {
            Metadata = new ContainerMetadata { Name = name },
            Image = new ImageSpec { Image = "agent.local/host" },
            LogPath = $"{name}/0.log",
        };
        change(config);
        var request = new CreateContainerRequest { PodSandboxId = sandbox, Config = config, SandboxConfig = PodConfig() };
        return (await Client.CreateContainerAsync(request, CancellationToken.None)).ContainerId;
    }

    public async Task<string> StartShellAsync(string sandbox, string name, string script, Action<ContainerConfig>? change = null)
    {
        var id = await CreateAsync(sandbox, name, config =>
        {
            config.Command.Add(["sh", "-c", script]);
            change?.Invoke(config);
        });
        await StartAsync(id);
        return id;
    }

    public Task StartAsync(string id) =>
        Client.StartContainerAsync(new StartContainerRequest { ContainerId = id }, CancellationToken.None);

    public Task StopAsync(string id, long timeout) =>
        Client.StopContainerAsync(new StopContainerRequest { ContainerId = id, Timeout = timeout }, CancellationToken.None);

    public Task RemoveAsync(string id) =>
        Client.RemoveContainerAsync(new RemoveContainerRequest { ContainerId = id }, CancellationToken.None);

    public Task<ExecSyncResponse> ExecAsync(string id, long timeout, params IReadOnlyList<string> command) =>
        Client.ExecSyncAsync(new ExecSyncRequest { ContainerId = id, Timeout = timeout, Cmd = { command } }, CancellationToken.None);

    public async Task<ContainerStatus> StatusAsync(string id) =>
        (await Client.ContainerStatusAsync(new ContainerStatusRequest { ContainerId = id }, CancellationToken.None)).Status;

    public Task<ContainerStatus> WaitExitedAsync(string id) =>
        Eventually.GetAsync(() => StatusAsync(id), status => status.State == ContainerState.ContainerExited, "the container has not exited");

    public async Task<int> PidAsync(string id)
    {
        var request = new ContainerStatusRequest { ContainerId = id, Verbose = true };
        return int.Parse((await Client.ContainerStatusAsync(request, CancellationToken.None)).Info["pid"]);
    }

    /// <summary>The text of a container's log, without time, stream and tag; partial records joined.</summary>
    public string Text(string pod, string container, string stream = "stdout")
    {
        var text = new System.Text.StringBuilder();
        foreach (var line in RawLog(pod, container))
        {
            var parts = line.Split(' ', 4);
            if (parts[1] == stream)
            {
                text.Append(parts[3]).Append(parts[2] == "F" ? "\n" : "");
            }
        }

        return text.ToString();
    }

    public string[] RawLog(string pod, string container)
    {
        var path = Path.Join(Logs, pod, container, "0.log");
        return File.Exists(path) ? File.ReadAllLines(path) : [];
    }

    public static KeyValue Variable(string name, string value) => new() { Key = name, Value = ByteString.CopyFromUtf8(value) };

    public async ValueTask DisposeAsync()
    {
        if (Process.HasExited)
        {
            Process.Dispose();
            await LaunchAsync();
        }

        foreach (var sandbox in (await Client.ListPodSandboxAsync(new ListPodSandboxRequest(), CancellationToken.None)).Items)
        {
            await Client.RemovePodSandboxAsync(new RemovePodSandboxRequest { PodSandboxId = sandbox.Id }, CancellationToken.None);
        }

        Client.Dispose();
        Process.Signal(Libc.SigTerm);
        var code = await Process.WaitAsync();
        Process.Dispose();
        Assert.Equal(0, code);
        Directory.Delete(Folder, recursive: true);
    }
}
