using System.Globalization;
using Agent.Cri.Protocol;
using Agent.Node.WellKnown;

namespace Agent.Node.Runtime;

/// <summary>Turns CRI messages into the agent's records.</summary>
internal static class RuntimeReader
{
    /// <summary>Reads a sandbox's status.</summary>
    public static SandboxInstance Sandbox(PodSandboxStatus status)
    {
        var ips = new List<string>();
        if (status.Network is { Ip.Length: > 0 } network)
        {
            ips.Add(network.Ip);
            ips.AddRange(network.AdditionalIps.Select(a => a.Ip));
        }

        return new SandboxInstance(
            status.Id,
            status.Metadata?.Attempt ?? 0,
            status.State == PodSandboxState.SandboxReady,
            status.CreatedAt,
            ips,
            status.Linux?.Namespaces?.Options?.Network == NamespaceMode.Node,
            status.RuntimeHandler);
    }

    /// <summary>Reads a container's status.</summary>
    /// <param name="status">The runtime's status.</param>
    /// <param name="sandboxId">The sandbox it is in, from the list; the status itself does not always say.</param>
    public static ContainerInstance Container(ContainerStatus status, string sandboxId) => new()
    {
        Id = status.Id,
        Name = status.Labels.TryGetValue(CriLabels.ContainerName, out var name) ? name : status.Metadata?.Name ?? "",
        SandboxId = sandboxId,
        State = State(status.State),
        RestartCount = status.Annotations.TryGetValue(CriAnnotations.RestartCount, out var count)
            && int.TryParse(count, NumberStyles.None, CultureInfo.InvariantCulture, out var parsed)
                ? parsed
                : (int)(status.Metadata?.Attempt ?? 0),
        CreatedAt = status.CreatedAt,
        StartedAt = status.StartedAt,
        FinishedAt = status.FinishedAt,
        ExitCode = status.ExitCode,
        Reason = status.Reason,
        Message = status.Message,
        Image = status.Image?.Image ?? "",
        ImageRef = status.ImageRef,
        Hash = status.Annotations.TryGetValue(CriAnnotations.ContainerHash, out var hash) ? hash : "",
        LogPath = status.LogPath,
        Resources = RuntimeResources.From(status.Resources?.Linux),
        MessagePath = status.Annotations.TryGetValue(CriAnnotations.TerminationMessagePath, out var path) && path.Length > 0
            ? status.Mounts.LastOrDefault(m => m.ContainerPath == path)?.HostPath ?? ""
            : "",
        MessagePolicy = status.Annotations.TryGetValue(CriAnnotations.TerminationMessagePolicy, out var policy) ? policy : "",
        User = status.User?.Linux is { } user ? new ContainerUserIds(user.Uid, user.Gid, [.. user.SupplementalGroups]) : null,
    };

    /// <summary>Maps CRI's state.</summary>
    public static ContainerInstanceState State(ContainerState state) => state switch
    {
        ContainerState.ContainerCreated => ContainerInstanceState.Created,
        ContainerState.ContainerRunning => ContainerInstanceState.Running,
        ContainerState.ContainerExited => ContainerInstanceState.Exited,
        _ => ContainerInstanceState.Unknown,
    };

    /// <summary>Orders as the kubelet does: sandboxes by attempt then creation, containers by creation then identifier, newest first.</summary>
    public static PodRuntimeStatus Pod(
        string uid, string name, string @namespace, IEnumerable<SandboxInstance> sandboxes, IEnumerable<ContainerInstance> containers, long readAt) => new(
            uid,
            name,
            @namespace,
            [.. sandboxes.OrderByDescending(s => s.Attempt).ThenByDescending(s => s.CreatedAt)],
            [.. containers.OrderByDescending(c => c.CreatedAt).ThenBy(c => c.Id, StringComparer.Ordinal)],
            readAt);
}
