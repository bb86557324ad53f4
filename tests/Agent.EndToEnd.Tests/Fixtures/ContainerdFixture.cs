using Agent.Cri;
using Agent.EndToEnd.Tests.Fixtures.Containerd;

namespace Agent.EndToEnd.Tests.Fixtures;

/// <summary>One containerd for all tests of a class or collection. Tests that use it are <c>[SkippableFact]</c>s.</summary>
public sealed class ContainerdFixture : IAsyncLifetime
{
    private LabDirectory? _lab;
    private ContainerdServer? _server;

    /// <summary>The directory for what a test makes besides.</summary>
    internal LabDirectory Lab
    {
        get
        {
            RequireContainerd();
            return _lab!;
        }
    }

    /// <summary>The runtime. Where the machine cannot run one, the test that asks is skipped, or fails where that is required.</summary>
    internal ContainerdServer Server
    {
        get
        {
            RequireContainerd();
            return _server!;
        }
    }

    /// <summary>A new client of the runtime; the caller disposes of it.</summary>
    internal CriClient Client() => new(CriEndpoint.Parse(Server.Endpoint));

    /// <summary>Skips the calling test, or fails it, where a sentence says that something is missing.</summary>
    internal static void Require(IReadOnlyList<string> missing)
    {
        var reason = string.Join("; ", missing);
        if (Prerequisites.AreRequired)
        {
            Assert.True(missing.Count == 0, reason);
        }

        Skip.IfNot(missing.Count == 0, reason);
    }

    public async Task InitializeAsync()
    {
        if (Prerequisites.MissingForContainerd().Count == 0)
        {
            _lab = await LabDirectory.CreateAsync();
            _server = await ContainerdServer.StartAsync(_lab);
        }
    }

    public async Task DisposeAsync()
    {
        if (_lab is not null)
        {
            await _lab.DisposeAsync();
        }

        if (_server is not null)
        {
            await _server.DisposeAsync();
        }
    }

    private static void RequireContainerd() => Require(Prerequisites.MissingForContainerd());
}
