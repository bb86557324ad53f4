using Agent.Cri.Protocol;

namespace Agent.Cri.Tests;

public class CriCapabilitiesTests
{
    private readonly CriCapabilities _capabilities = new();

    [Fact]
    public void Indexer_OfANewOne_KnowsNothing()
        => Assert.All(Enum.GetValues<CriOptionalCall>(), call => Assert.Equal(CriSupport.Unknown, _capabilities[call]));

    [Fact]
    public void Observe_OfAnswers_IsRememberedPerCall()
    {
        _capabilities.ObserveSuccess(CriOptionalCall.RuntimeConfig, _capabilities.Generation);
        _capabilities.ObserveUnimplemented(CriOptionalCall.StreamImages, _capabilities.Generation);

        Assert.Equal(CriSupport.Supported, _capabilities[CriOptionalCall.RuntimeConfig]);
        Assert.Equal(CriSupport.Unsupported, _capabilities[CriOptionalCall.StreamImages]);
        Assert.Equal(CriSupport.Unknown, _capabilities[CriOptionalCall.StreamContainers]);
    }

    [Fact]
    public void ObserveVersion_OfTheSameRuntime_KeepsWhatIsKnown()
    {
        _capabilities.ObserveVersion(Version("v1.6.20"));
        _capabilities.ObserveUnimplemented(CriOptionalCall.RuntimeConfig, _capabilities.Generation);

        _capabilities.ObserveVersion(Version("v1.6.20"));

        Assert.Equal(0, _capabilities.Generation);
        Assert.Equal(CriSupport.Unsupported, _capabilities[CriOptionalCall.RuntimeConfig]);
    }

    [Fact]
    public void ObserveVersion_OfAnotherRuntime_BeginsAGeneration()
    {
        _capabilities.ObserveVersion(Version("v1.6.20"));
        _capabilities.ObserveUnimplemented(CriOptionalCall.RuntimeConfig, _capabilities.Generation);

        _capabilities.ObserveVersion(Version("v2.1.0"));

        Assert.Equal(1, _capabilities.Generation);
        Assert.Equal(CriSupport.Unknown, _capabilities[CriOptionalCall.RuntimeConfig]);
    }

    [Fact]
    public void ObserveVersion_KeepsACopy()
    {
        var version = Version("v1.6.20");
        _capabilities.ObserveVersion(version);

        version.RuntimeVersion = "v2.1.0";
        _capabilities.ObserveVersion(version);

        Assert.Equal(1, _capabilities.Generation);
    }

    [Fact]
    public void ObserveDisconnect_OfManyCallsOfOneGeneration_BeginsOne()
    {
        var generation = _capabilities.Generation;
        _capabilities.ObserveUnimplemented(CriOptionalCall.RuntimeConfig, generation);

        Parallel.For(0, 100, _ => _capabilities.ObserveDisconnect(generation));

        Assert.Equal(generation + 1, _capabilities.Generation);
        Assert.Equal(CriSupport.Unknown, _capabilities[CriOptionalCall.RuntimeConfig]);
    }

    [Fact]
    public void Observe_OfAnAnswerFromAnEarlierGeneration_ChangesNothing()
    {
        var earlier = _capabilities.Generation;
        _capabilities.Reset();

        _capabilities.ObserveUnimplemented(CriOptionalCall.RuntimeConfig, earlier);
        _capabilities.ObserveSuccess(CriOptionalCall.StreamImages, earlier);
        _capabilities.ObserveDisconnect(earlier);

        Assert.Equal(earlier + 1, _capabilities.Generation);
        Assert.All(Enum.GetValues<CriOptionalCall>(), call => Assert.Equal(CriSupport.Unknown, _capabilities[call]));
    }

    [Fact]
    public void Reset_ForgetsTheVersionToo()
    {
        _capabilities.ObserveVersion(Version("v1.6.20"));
        _capabilities.Reset();

        _capabilities.ObserveVersion(Version("v2.1.0"));

        Assert.Equal(1, _capabilities.Generation);
    }

    private static VersionResponse Version(string version) => new()
    {
        Version = "0.1.0",
        RuntimeName = "containerd",
        RuntimeVersion = version,
        RuntimeApiVersion = "v1",
    };
}
