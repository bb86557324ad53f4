using System.Net.Http.Headers;
using System.Text;
using Agent.EndToEnd.Tests.Fixtures.Images;
using Agent.EndToEnd.Tests.Fixtures.Processes;

namespace Agent.EndToEnd.Tests.Fixtures.Registry;

/// <summary>An image registry on the loopback interface, open or with one account, so that pulls are real.</summary>
internal sealed class RegistryServer : IDisposable
{
    private readonly ServerProcess _process;
    private readonly HttpClient _client;

    private RegistryServer(ServerProcess process, int port, bool authenticated)
    {
        _process = process;
        Address = $"127.0.0.1:{port}";
        _client = new HttpClient { BaseAddress = new Uri($"http://{Address}/") };
        if (authenticated)
        {
            var account = Convert.ToBase64String(Encoding.UTF8.GetBytes($"{RegistryAccount.User}:{RegistryAccount.Password}"));
            _client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Basic", account);
        }
    }

    /// <summary>Host and port, the first part of an image's name.</summary>
    public string Address { get; }

    /// <summary>A sentence where the registry program is not installed, else null.</summary>
    public static string? Missing => Command.Find("docker-registry") is null ? "docker-registry is not on PATH" : null;

    public static async Task<RegistryServer> StartAsync(LabDirectory lab, bool authenticated)
    {
        var port = LoopbackPorts.Free();
        var directory = lab.Directories($"registry-{port}");
        var accounts = Path.Combine(directory, "htpasswd");
        await File.WriteAllTextAsync(accounts, RegistryAccount.HtpasswdLine);
        var config = Path.Combine(directory, "config.yml");
        await File.WriteAllTextAsync(config, $"""
            version: 0.1
            storage:
              filesystem:
                rootdirectory: {directory}/data
            http:
              addr: 127.0.0.1:{port}
              secret: lab
            {(authenticated ? $"auth:\n  htpasswd:\n    realm: lab\n    path: {accounts}" : "")}
            """);
        var process = ServerProcess.Start(lab, "docker-registry", ["serve", config], lab.Combine($"registry-{port}.log"));
        var registry = new RegistryServer(process, port, authenticated);
        await Eventually.TrueAsync(registry.AnswersAsync, "the registry answers");
        return registry;
    }

    /// <summary>Uploads the image by the registry's HTTP API and returns the name to pull it by.</summary>
    /// <exception cref="HttpRequestException">The registry refuses.</exception>
    public async Task<string> PushAsync(TestImage image)
    {
        foreach (var blob in new[] { image.Layer, image.Config })
        {
            using var begin = await _client.PostAsync($"v2/{image.Repository}/blobs/uploads/", null);
            begin.EnsureSuccessStatusCode();
            var location = begin.Headers.Location ?? throw new HttpRequestException("The registry names no place to upload to");
            var separator = location.ToString().Contains('?', StringComparison.Ordinal) ? '&' : '?';
            using var content = new ReadOnlyMemoryContent(blob.Content);
            content.Headers.ContentType = new MediaTypeHeaderValue("application/octet-stream");
            using var end = await _client.PutAsync($"{location}{separator}digest={Uri.EscapeDataString(blob.Digest)}", content);
            end.EnsureSuccessStatusCode();
        }

        using var manifest = new ReadOnlyMemoryContent(image.Manifest.Content);
        manifest.Headers.ContentType = new MediaTypeHeaderValue(TestImage.ManifestType);
        using var put = await _client.PutAsync($"v2/{image.Repository}/manifests/{image.Tag}", manifest);
        put.EnsureSuccessStatusCode();
        return $"{Address}/{image.Repository}:{image.Tag}";
    }

    /// <summary>Ends the registry: from now on connections are refused.</summary>
    public Task StopAsync() => _process.KillAsync();

    public void Dispose()
    {
        _client.Dispose();
        _process.Dispose();
    }

    private async Task<bool> AnswersAsync()
    {
        if (_process.HasExited)
        {
            throw new InvalidOperationException($"The registry ended with {_process.ExitCode}:\n{_process.LogTail()}");
        }

        try
        {
            using var response = await _client.GetAsync("v2/");
            return response.IsSuccessStatusCode;
        }
        catch (HttpRequestException)
        {
            return false;
        }
    }
}
