namespace Agent.Node.WellKnown;

/// <summary>Annotations of pods that the kubelet defines.</summary>
public static class PodAnnotations
{
    /// <summary>
    /// The source that delivered the pod, one of <see cref="PodSourceNames"/>; never sent to the API server as truth.
    /// </summary>
    public const string ConfigSource = "kubernetes.io/config.source";

    /// <summary>When the agent first saw the pod: RFC 3339 with nine decimals.</summary>
    public const string ConfigSeen = "kubernetes.io/config.seen";

    /// <summary>Of a static pod: the hash of its content, which is its UID unless the manifest gives one.</summary>
    public const string ConfigHash = "kubernetes.io/config.hash";

    /// <summary>Of a mirror pod: the <see cref="ConfigHash"/> of the static pod it stands for.</summary>
    public const string ConfigMirror = "kubernetes.io/config.mirror";

    /// <summary>The old way to give a container an AppArmor profile; the container's name follows.</summary>
    public const string AppArmorPrefix = "container.apparmor.security.beta.kubernetes.io/";
}
