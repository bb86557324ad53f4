using Agent.Cri;
using Agent.Cri.Protocol;
using Agent.EndToEnd.Tests.Fixtures;
using Grpc.Core;

namespace Agent.EndToEnd.Tests.Cri;

/// <summary>What a real containerd says of itself, and the calls that an old one lacks.</summary>
public sealed class CriClientNodeTests(ContainerdFixture containerd) : IClassFixture<ContainerdFixture>
{
    [SkippableFact]
    public async Task VersionAsync_Containerd_IsUsable()
    {
        using var client = containerd.Client();

        var version = CriResponses.Validate(await client.VersionAsync(new VersionRequest { Version = "0.1.0" }, CancellationToken.None));

        Assert.Equal("containerd", version.RuntimeName);
        Assert.Equal("v1", version.RuntimeApiVersion);
    }

    [SkippableFact]
    public async Task StatusAsync_Containerd_RuntimeAndNetworkAreReady()
    {
        using var client = containerd.Client();

        var status = CriResponses.Validate(await client.StatusAsync(new StatusRequest(), CancellationToken.None));

        Assert.All(status.Status.Conditions, condition => Assert.True(condition.Status, condition.ToString()));
    }

    [SkippableFact]
    public async Task RuntimeConfigAsync_RuntimeLacksIt_IsRemembered()
    {
        using var client = containerd.Client();
        Skip.If(await HasAsync(client, CriOptionalCall.RuntimeConfig), "this containerd has RuntimeConfig");

        Assert.Equal(CriSupport.Unsupported, client.Capabilities[CriOptionalCall.RuntimeConfig]);
        Assert.Equal(CriSupport.Unknown, client.Capabilities[CriOptionalCall.GetContainerEvents]);
    }

    [SkippableFact]
    public async Task ImageStatusAsync_ImportedImage_TellsUserAndDigest()
    {
        using var client = containerd.Client();

        var named = await ImageAsync(client, Fixtures.Images.LabImages.NamedUser.Reference);
        var numeric = await ImageAsync(client, Fixtures.Images.LabImages.NumericUser.Reference);
        var absent = await client.ImageStatusAsync(
            new ImageStatusRequest { Image = new ImageSpec { Image = "lab.test/absent:1" } }, CancellationToken.None);

        Assert.Equal(("app", null), (named.Username, named.Uid));
        Assert.Equal(1000, numeric.Uid.Value);
        Assert.Null(absent.Image);
    }

    private static async Task<Image> ImageAsync(CriClient client, string reference)
    {
        var request = new ImageStatusRequest { Image = new ImageSpec { Image = reference } };
        return CriResponses.Validate(await client.ImageStatusAsync(request, CancellationToken.None)).Image;
    }

    private static async Task<bool> HasAsync(CriClient client, CriOptionalCall call)
    {
        try
        {
            await client.RuntimeConfigAsync(new RuntimeConfigRequest(), CancellationToken.None);
        }
        catch (RpcException error) when (error.StatusCode == StatusCode.Unimplemented)
        {
            // What an old runtime answers.
        }

        return client.Capabilities[call] == CriSupport.Supported;
    }
}
