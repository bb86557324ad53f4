using Agent.Kubernetes;
using Agent.Node.Runtime;

namespace Agent.Node.Containers;

/// <summary>Whether a container that does not run should be started (again).</summary>
internal static class RestartRules
{
    /// <summary>The pod's restart policy; Always where the manifest says nothing.</summary>
    public static string PodPolicy(V1Pod pod) => pod.Spec.RestartPolicy is { Length: > 0 } policy ? policy : "Always";

    /// <summary>
    /// Decides from the newest instance: none, Created and Unknown start; Running does not; Exited follows the container's
    /// own policy and rules, else the pod's policy.
    /// </summary>
    public static bool ShouldStart(V1Pod pod, V1Container container, ContainerInstance? newest) => newest?.State switch
    {
        null or ContainerInstanceState.Created or ContainerInstanceState.Unknown => true,
        ContainerInstanceState.Running => false,
        _ => ShouldRestart(pod, container, newest.ExitCode),
    };

    /// <summary>
    /// As <see cref="ShouldStart"/>, except that a container killed because its definition changed left an instance of the old
    /// one, whose exit code says nothing.
    /// </summary>
    public static bool WillStart(V1Pod pod, V1Container container, ContainerInstance? newest) =>
        newest is { State: ContainerInstanceState.Exited } && HasChanged(container, newest)
            ? ShouldRestartAfterKill(pod, container)
            : ShouldStart(pod, container, newest);

    /// <summary>As <see cref="WillStart(V1Pod, V1Container, ContainerInstance)"/>, also of one that was killed for a probe.</summary>
    public static bool WillStart(V1Pod pod, V1Container container, ContainerRecord record) =>
        record is { Instance.State: ContainerInstanceState.Exited, FailedProbe: not null }
            ? ShouldRestartAfterKill(pod, container)
            : WillStart(pod, container, record.Instance);

    /// <summary>Whether the instance was made from another name or image than the spec has now.</summary>
    public static bool HasChanged(V1Container container, ContainerInstance instance) =>
        instance.Hash.Length > 0 && instance.Hash != ContainerHash.Compute(container.Name, container.Image ?? "");

    /// <summary>Whether an exit with this code leads to a restart.</summary>
    public static bool ShouldRestart(V1Pod pod, V1Container container, int exitCode)
    {
        if (container.RestartPolicy is not { Length: > 0 } policy)
        {
            return Applies(PodPolicy(pod), exitCode);
        }

        return ActionFor(container, exitCode) is { } action ? action is "Restart" or "RestartAllContainers" : Applies(policy, exitCode);
    }

    /// <summary>Whether an exit with this code restarts all containers of the pod.</summary>
    public static bool RestartsAll(V1Container container, int exitCode) =>
        container.RestartPolicy is { Length: > 0 } && ActionFor(container, exitCode) == "RestartAllContainers";

    /// <summary>Whether some exit of the container could do that.</summary>
    public static bool MayRestartAll(V1Container container) => container.RestartPolicyRules?.Any(r => r.Action == "RestartAllContainers") == true;

    /// <summary>What the first rule that matches says; null: none matches.</summary>
    private static string? ActionFor(V1Container container, int exitCode) =>
        container.RestartPolicyRules?.FirstOrDefault(r => r.ExitCodes is { } codes && Matches(codes, exitCode))?.Action;

    /// <summary>Whether a container that the agent kills, for a changed definition say, comes back: there is no exit code to judge by.</summary>
    public static bool ShouldRestartAfterKill(V1Pod pod, V1Container container) =>
        (container.RestartPolicy is { Length: > 0 } policy ? policy : PodPolicy(pod)) != "Never";

    private static bool Matches(V1ContainerRestartRuleOnExitCodes codes, int exitCode)
    {
        var listed = codes.Values?.Contains(exitCode) ?? false;
        return codes.Operator switch
        {
            "In" => listed,
            "NotIn" => !listed,
            _ => false,
        };
    }

    private static bool Applies(string policy, int exitCode) => policy switch
    {
        "Always" => true,
        "OnFailure" => exitCode != 0,
        _ => false,
    };
}
