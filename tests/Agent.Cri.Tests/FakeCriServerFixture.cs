using Agent.Cri.Tests.Fakes;

namespace Agent.Cri.Tests;

/// <summary>One runtime, and a client of it, for the tests of a class; each test scripts calls that no other uses.</summary>
public sealed class FakeCriServerFixture : IAsyncLifetime
{
    public FakeCriServer Server { get; private set; } = null!;

    public CriClient Client { get; private set; } = null!;

    public async Task InitializeAsync()
    {
        Server = await FakeCriServer.StartAsync();
        Client = new CriClient(Server.Endpoint);
    }

    public async Task DisposeAsync()
    {
        Client.Dispose();
        await Server.DisposeAsync();
    }
}
