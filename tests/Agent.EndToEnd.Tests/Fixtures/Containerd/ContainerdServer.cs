using Agent.Cri;
using Agent.Cri.Protocol;
using Agent.EndToEnd.Tests.Fixtures.Images;
using Agent.EndToEnd.Tests.Fixtures.Processes;
using Grpc.Core;

namespace Agent.EndToEnd.Tests.Fixtures.Containerd;

/// <summary>A containerd of the fixture's own. It can be killed, frozen and started again; its containers live on meanwhile.</summary>
internal sealed class ContainerdServer : IAsyncDisposable
{
    private readonly LabDirectory _lab;
    private readonly string _config;
    private readonly CriClient _client;
    private ServerProcess? _process;

    private ContainerdServer(LabDirectory lab, CniNetwork network)
    {
        _lab = lab;
        _config = lab.Combine("containerd.toml");
        Network = network;
        Socket = lab.Combine("containerd.sock");
        LogFile = lab.Combine("containerd.log");
        _client = new CriClient(CriEndpoint.Parse(Endpoint));
    }

    public CniNetwork Network { get; }

    public string Socket { get; }

    /// <summary>The address as the agent's flag takes it.</summary>
    public string Endpoint => "unix://" + Socket;

    public string LogFile { get; }

    /// <exception cref="InvalidOperationException">containerd is not running now.</exception>
    public ServerProcess Process => _process ?? throw new InvalidOperationException("containerd is not running");

    /// <summary>Starts a containerd with a network and the images of <see cref="LabImages"/>.</summary>
    public static async Task<ContainerdServer> StartAsync(LabDirectory lab)
    {
        var server = new ContainerdServer(lab, await CniNetwork.CreateAsync(lab));
        var cni = Prerequisites.CniDirectory ?? throw new InvalidOperationException("No CNI plugins");
        await File.WriteAllTextAsync(
            server._config, ContainerdConfig.For(lab, server.Socket, LabImages.Pause.Reference, cni));
        await server.StartAsync();
        await server.ImportAsync(LabImages.All);
        return server;
    }

    /// <summary>Starts the server on what an earlier one left, and returns when it answers.</summary>
    public async Task StartAsync()
    {
        _process = ServerProcess.Start(_lab, "containerd", ["--config", _config], LogFile);
        await Eventually.TrueAsync(AnswersAsync, $"containerd answers on {Socket}");
    }

    /// <summary>SIGKILL: as a crash does it.</summary>
    public async Task KillAsync()
    {
        await Process.KillAsync();
        Forget();
    }

    /// <summary>SIGTERM: as an upgrade does it. Containers live on.</summary>
    public async Task StopAsync()
    {
        await Process.TerminateAsync(Eventually.Deadline);
        Forget();
    }

    /// <summary>Makes good what a test did to it: lets it go on, or starts it.</summary>
    public async Task RestoreAsync()
    {
        if (_process is null)
        {
            await StartAsync();
        }
        else
        {
            Process.Resume();
        }
    }

    /// <summary>Loads images under their names, so that pods find them without pulling.</summary>
    public async Task ImportAsync(IEnumerable<TestImage> images)
    {
        List<TestImage> list = [.. images];
        var archive = _lab.Combine("images.tar");
        await ImageArchive.WriteAsync(archive, list);
        await CtrAsync("images", "import", "--snapshotter", ContainerdConfig.Snapshotter(_lab.Path), archive);
        File.Delete(archive);

        // The CRI plugin learns of an import by an event, and marks what it has taken in.
        await Eventually.TrueAsync(
            async () =>
            {
                var known = await CtrAsync("images", "list", "-q", "labels.\"io.cri-containerd.image\"==managed");
                return list.TrueForAll(image => known.Contains(image.Reference, StringComparison.Ordinal));
            },
            "the CRI plugin knows the imported images");
    }

    /// <summary>Runs ctr, containerd's own client, in the namespace of the CRI plugin.</summary>
    public Task<string> CtrAsync(params string[] arguments) =>
        Command.RunAsync("ctr", ["--address", Socket, "--namespace", "k8s.io", .. arguments]);

    /// <summary>The shim of a pod; a pod's containers run under the shim of its sandbox.</summary>
    /// <exception cref="InvalidOperationException">There is none.</exception>
    public Shim FindShim(string sandboxId) =>
        ProcessTable.WithVariable(LabDirectory.Variable, _lab.Path)
            .Where(id => ProcessTable.Arguments(id) is [var file, .. var arguments]
                && Path.GetFileName(file).StartsWith("containerd-shim", StringComparison.Ordinal)
                && arguments.SkipWhile(a => a != "-id").ElementAtOrDefault(1) == sandboxId)
            .Select(id => new Shim(id))
            .FirstOrDefault() ?? throw new InvalidOperationException($"No shim runs for sandbox {sandboxId}");

    /// <summary>The process id, on the host, of a container's first process.</summary>
    public async Task<int> FindProcessAsync(string containerId) =>
        int.Parse(
            await File.ReadAllTextAsync(_lab.Combine("state", "io.containerd.runtime.v2.task", "k8s.io", containerId, "init.pid")),
            System.Globalization.CultureInfo.InvariantCulture);

    public ValueTask DisposeAsync()
    {
        Forget();
        _client.Dispose();
        return Network.DisposeAsync();
    }

    private void Forget()
    {
        _process?.Dispose();
        _process = null;
    }

    private async Task<bool> AnswersAsync()
    {
        if (Process.HasExited)
        {
            throw new InvalidOperationException($"containerd ended with {Process.ExitCode}:\n{Process.LogTail()}");
        }

        try
        {
            await _client.VersionAsync(new VersionRequest(), CancellationToken.None);
            return true;
        }
        catch (RpcException error) when (error.StatusCode is StatusCode.Unavailable or StatusCode.Unknown)
        {
            // Unavailable: no socket yet. Unknown: the CRI plugin is "not initialized yet".
            return false;
        }
    }
}
