namespace Agent.Cri.Tests.Fakes;

/// <summary>Which calls a <see cref="FakeCriServer"/> has.</summary>
public enum FakeCriLevel
{
    /// <summary>All of them.</summary>
    Complete,

    /// <summary>Those of containerd 1.6: no events, runtime configuration, metrics, checkpoints or streamed lists.</summary>
    Containerd16,
}
