using System.Diagnostics;
using Grpc.Core;
using Grpc.Net.Client;
using StandIns.Grpc.Tests.Harness;
using StandIns.Grpc.Tests.Protos.Health;

namespace StandIns.Grpc.Tests.Interop;

/// <summary>A containerd of its own, in a directory of its own: a gRPC server that is written in Go.</summary>
#pragma warning disable CA1001 // Disposed by IAsyncLifetime.
public sealed class ContainerdFixture : IAsyncLifetime
#pragma warning restore CA1001
{
    private readonly TestDirectory _directory = new();
    private readonly List<string> _output = [];
    private Process? _process;

    /// <summary>Why there is no containerd; null where there is.</summary>
    public string? Missing { get; private set; }

    public string Socket => _directory.File("containerd.sock");

    public GrpcChannel Channel { get; private set; } = null!;

    public async Task InitializeAsync()
    {
        var binary = (Environment.GetEnvironmentVariable("PATH") ?? "").Split(':')
            .Select(directory => Path.Combine(directory, "containerd")).FirstOrDefault(File.Exists);
        Missing = binary is null ? "containerd is not installed"
            : !Environment.IsPrivilegedProcess ? "containerd needs root"
            : null;
        if (Missing is not null)
        {
            return;
        }

        var config = _directory.File("config.toml");
        await File.WriteAllTextAsync(config, $"""
            version = 2
            root = "{_directory.File("root")}"
            state = "{_directory.File("state")}"
            disabled_plugins = ["io.containerd.internal.v1.opt", "io.containerd.internal.v1.restart"]
            [grpc]
              address = "{Socket}"
            [plugins."io.containerd.grpc.v1.cri"]
              restrict_oom_score_adj = true
            """);
        _process = Process.Start(new ProcessStartInfo(binary!, ["--config", config])
        {
            RedirectStandardError = true,
            RedirectStandardOutput = true,
        })!;
        _process.ErrorDataReceived += (_, line) => Keep(line.Data);
        _process.OutputDataReceived += (_, line) => Keep(line.Data);
        _process.BeginErrorReadLine();
        _process.BeginOutputReadLine();
        Channel = UnixSocket.Channel(Socket);
        await Waiting.Until(IsServingAsync);
    }

    public async Task DisposeAsync()
    {
        Channel?.Dispose();
        if (_process is not null)
        {
            _process.Kill();
            await _process.WaitForExitAsync();
            _process.Dispose();
        }

        _directory.Dispose();
    }

    private async Task<bool> IsServingAsync()
    {
        if (_process!.HasExited)
        {
            throw new InvalidOperationException($"containerd exited with {_process.ExitCode}: {string.Join('\n', _output)}");
        }

        try
        {
            var health = await new Health.HealthClient(Channel).CheckAsync(
                new HealthCheckRequest(), deadline: DateTime.UtcNow.AddSeconds(5));
            return health.Status == HealthCheckResponse.Types.ServingStatus.Serving;
        }
        catch (RpcException exception) when (exception.StatusCode is StatusCode.Unavailable or StatusCode.DeadlineExceeded)
        {
            return false;
        }
    }

    private void Keep(string? line)
    {
        lock (_output)
        {
            _output.Add(line ?? "");
        }
    }
}
