using Agent.Kubernetes;

namespace Agent.Node.Pods;

/// <summary>Ephemeral containers (<c>kubectl debug</c>), which are containers but for the one whose processes they see.</summary>
internal static class EphemeralContainers
{
    /// <summary>The ephemeral container of that name as any other container, or null.</summary>
    public static V1Container? Find(V1Pod pod, string name) =>
        pod.Spec.EphemeralContainers?.FirstOrDefault(c => c.Name == name) is { } found ? AsContainer(found) : null;

    /// <summary>The container whose process namespace it shares (targetContainerName); empty: none.</summary>
    public static string TargetOf(V1Pod pod, string name) =>
        pod.Spec.EphemeralContainers?.FirstOrDefault(c => c.Name == name)?.TargetContainerName ?? "";

    /// <summary>An ephemeral container without what only it has.</summary>
    public static V1Container AsContainer(V1EphemeralContainer container) => new()
    {
        Name = container.Name,
        Image = container.Image,
        ImagePullPolicy = container.ImagePullPolicy,
        Command = container.Command,
        Args = container.Args,
        WorkingDir = container.WorkingDir,
        Env = container.Env,
        EnvFrom = container.EnvFrom,
        Resources = container.Resources,
        SecurityContext = container.SecurityContext,
        Stdin = container.Stdin,
        StdinOnce = container.StdinOnce,
        Tty = container.Tty,
        TerminationMessagePath = container.TerminationMessagePath,
        TerminationMessagePolicy = container.TerminationMessagePolicy,
        VolumeDevices = container.VolumeDevices,
        VolumeMounts = container.VolumeMounts,
    };
}
