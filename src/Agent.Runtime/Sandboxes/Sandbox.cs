using Agent.Cri.Protocol;
using Agent.Runtime.Processes;
using Agent.Runtime.State;

namespace Agent.Runtime.Sandboxes;

/// <summary>A pod sandbox this runtime has.</summary>
internal sealed class Sandbox(SandboxRecord record) : IDisposable
{
    /// <summary>Held while it is stopped or removed, and while a container is made in it.</summary>
    public SemaphoreSlim Gate { get; } = new(1, 1);

    /// <summary>What is kept of it.</summary>
    public SandboxRecord Record { get; set; } = record;

    /// <summary>Its id.</summary>
    public string Id => Record.Id;

    /// <summary>Its configuration.</summary>
    public PodSandboxConfig Config => Record.Config;

    /// <summary>Containers can be made in it: it was not stopped, and the host was not restarted.</summary>
    public bool IsReady => !Record.IsStopped && Record.Boot == BootId.Current;

    /// <summary>Its state as CRI names it.</summary>
    public PodSandboxState State => IsReady ? PodSandboxState.SandboxReady : PodSandboxState.SandboxNotready;

    /// <inheritdoc/>
    public void Dispose() => Gate.Dispose();
}
