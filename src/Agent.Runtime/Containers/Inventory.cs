using Agent.Cri.Protocol;
using Agent.Runtime.Sandboxes;

namespace Agent.Runtime.Containers;

/// <summary>What this runtime has, and the names that are taken.</summary>
internal sealed class Inventory
{
    private readonly Lock _lock = new();
    private readonly Dictionary<string, string> _names = [];

    /// <summary>The sandboxes.</summary>
    public IdIndex<Sandbox> Sandboxes { get; } = new("pod sandbox");

    /// <summary>The containers.</summary>
    public IdIndex<ContainerUnit> Containers { get; } = new("container");

    /// <summary>The containers of a sandbox, oldest first.</summary>
    public IReadOnlyList<ContainerUnit> ContainersOf(string sandboxId) =>
        [.. Containers.All.Where(unit => unit.SandboxId == sandboxId).OrderBy(unit => unit.Record.CreatedAt)];

    /// <summary>Takes a name for an id; the id that has it when it is taken, else null.</summary>
    public string? Reserve(string name, string id)
    {
        lock (_lock)
        {
            return _names.TryAdd(name, id) || _names[name] == id ? null : _names[name];
        }
    }

    /// <summary>Gives a name back.</summary>
    public void Release(string name)
    {
        lock (_lock)
        {
            _names.Remove(name);
        }
    }

    /// <summary>The name of a sandbox: one pod has one sandbox per attempt.</summary>
    public static string NameOf(PodSandboxMetadata metadata) =>
        $"{metadata.Name}_{metadata.Namespace}_{metadata.Uid}_{metadata.Attempt}";

    /// <summary>The name of a container: one sandbox has one container per name and attempt.</summary>
    public static string NameOf(string sandboxId, ContainerMetadata metadata) => $"{metadata.Name}_{metadata.Attempt}_{sandboxId}";
}
