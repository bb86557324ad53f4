using Agent.Cri;
using Agent.Cri.Protocol;
using Agent.EndToEnd.Tests.Fixtures;
using Agent.EndToEnd.Tests.Fixtures.Images;
using Agent.EndToEnd.Tests.Fixtures.Registry;
using Grpc.Core;

namespace Agent.EndToEnd.Tests.Cri;

/// <summary>Real pulls from a real registry.</summary>
public sealed class CriClientPullTests(ContainerdFixture containerd) : IClassFixture<ContainerdFixture>
{
    [SkippableFact]
    public async Task PullImageAsync_OpenRegistry_ImageRuns()
    {
        using var registry = await StartRegistryAsync(authenticated: false);
        var reference = await registry.PushAsync(new ImageBuilder("pulled").Cmd("echo", "pulled").Build());
        using var client = containerd.Client();

        var pulled = CriResponses.Validate(await PullAsync(client, reference));
        await using var pod = await CriPod.RunAsync(client, containerd.Lab);
        var status = await pod.ExitedAsync(await pod.StartAsync(pulled.ImageRef));

        Assert.Equal(0, status.ExitCode);
        Assert.Equal("pulled", Assert.Single(await pod.LogAsync())[3]);
    }

    [SkippableFact]
    public async Task PullImageAsync_Account_IsNeededAndUsed()
    {
        using var registry = await StartRegistryAsync(authenticated: true);
        var reference = await registry.PushAsync(new ImageBuilder("secret").Cmd("true").Build());
        using var client = containerd.Client();

        var anonymous = await Assert.ThrowsAsync<RpcException>(() => PullAsync(client, reference));
        var wrong = await Assert.ThrowsAsync<RpcException>(() => PullAsync(
            client, reference, new AuthConfig { Username = RegistryAccount.User, Password = "wrong" }));
        var pulled = await PullAsync(
            client, reference, new AuthConfig { Username = RegistryAccount.User, Password = RegistryAccount.Password });

        Assert.Contains("401", anonymous.Status.Detail, StringComparison.Ordinal);
        Assert.Contains("401", wrong.Status.Detail, StringComparison.Ordinal);
        Assert.NotEmpty(pulled.ImageRef);
    }

    [SkippableFact]
    public async Task PullImageAsync_ImageIsAbsent_SaysNotFound()
    {
        using var registry = await StartRegistryAsync(authenticated: false);
        using var client = containerd.Client();

        var error = await Assert.ThrowsAsync<RpcException>(() => PullAsync(client, $"{registry.Address}/absent:1"));

        Assert.Equal(StatusCode.NotFound, error.StatusCode);
    }

    private static async Task<PullImageResponse> PullAsync(CriClient client, string reference, AuthConfig? account = null) =>
        await client.PullImageAsync(
            new PullImageRequest { Image = new ImageSpec { Image = reference }, Auth = account }, CancellationToken.None);

    private Task<RegistryServer> StartRegistryAsync(bool authenticated)
    {
        ContainerdFixture.Require(RegistryServer.Missing is { } missing ? [missing] : []);
        return RegistryServer.StartAsync(containerd.Lab, authenticated);
    }
}
