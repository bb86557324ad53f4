namespace Agent.EndToEnd.Tests.Fixtures;

/// <summary>A directory for agents on their embedded runtime. It needs Linux, and neither root nor containerd.</summary>
public sealed class EmbeddedFixture : IAsyncLifetime
{
    private LabDirectory? _lab;

    /// <summary>The directory; a test that asks elsewhere than on Linux is skipped.</summary>
    internal LabDirectory Lab
    {
        get
        {
            Skip.IfNot(OperatingSystem.IsLinux(), "the embedded runtime needs Linux");
            return _lab!;
        }
    }

    public async Task InitializeAsync()
    {
        if (OperatingSystem.IsLinux())
        {
            _lab = await LabDirectory.CreateAsync();
        }
    }

    public async Task DisposeAsync()
    {
        if (_lab is not null)
        {
            await _lab.DisposeAsync();
        }
    }
}
