using Agent.Node.Host.Linux.Native;

namespace Agent.Node.Tests.Host.Volumes;

/// <summary>A test that mounts, which only root may.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class RootFactAttribute : FactAttribute
{
    public RootFactAttribute() => Skip = Libc.IsRoot ? null! : "needs root, to mount";
}
