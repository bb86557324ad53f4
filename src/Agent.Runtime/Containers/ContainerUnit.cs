using Agent.Cri.Protocol;
using Agent.Runtime.Cgroups;
using Agent.Runtime.Logs;
using Agent.Runtime.Processes;
using Agent.Runtime.State;
using Agent.Runtime.Stats;

namespace Agent.Runtime.Containers;

/// <summary>A container this runtime has: what it was made from, how far it has come, and what is open for it.</summary>
internal sealed class ContainerUnit(ContainerRecord record, ContainerRun run) : IDisposable
{
    private readonly TaskCompletionSource _exited = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Held while it is started or removed.</summary>
    public SemaphoreSlim Gate { get; } = new(1, 1);

    /// <summary>What it was made from.</summary>
    public ContainerRecord Record { get; set; } = record;

    /// <summary>How far it has come.</summary>
    public ContainerRun Run { get; set; } = run;

    /// <summary>Its folder and record are gone.</summary>
    public bool IsRemoved { get; set; }

    /// <summary>Its id.</summary>
    public string Id => Record.Id;

    /// <summary>Its sandbox's id.</summary>
    public string SandboxId => Record.SandboxId;

    /// <summary>Its configuration.</summary>
    public ContainerConfig Config => Record.Config;

    /// <summary>Its first process, while it runs.</summary>
    public PidHandle? Handle { get; set; }

    /// <summary>Its log, while it runs.</summary>
    public ContainerLog? Log { get; set; }

    /// <summary>Its cgroup, where there are cgroups, from start to end.</summary>
    public ICgroup? Cgroup { get; set; }

    /// <summary>Its CPU usage over time.</summary>
    public CpuMeter Cpu { get; } = new();

    /// <summary>Completes when it has ended and everything about its end is written down.</summary>
    public Task Exited => _exited.Task;

    /// <summary>Its state as CRI names it.</summary>
    public ContainerState State =>
        Run.IsExited ? ContainerState.ContainerExited
        : Run.IsRunning ? ContainerState.ContainerRunning
        : ContainerState.ContainerCreated;

    /// <summary>Completes <see cref="Exited"/>.</summary>
    public void SetExited() => _exited.TrySetResult();

    /// <inheritdoc/>
    public void Dispose()
    {
        Log?.Dispose();
        Handle?.Dispose();
        Gate.Dispose();
    }
}
