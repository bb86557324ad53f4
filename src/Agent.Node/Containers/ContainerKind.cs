namespace Agent.Node.Containers;

/// <summary>The role of a container in its pod.</summary>
internal enum ContainerKind
{
    /// <summary>An init container that must finish.</summary>
    Init,

    /// <summary>A restartable init container: restartPolicy Always.</summary>
    Sidecar,

    Regular,

    Ephemeral,
}
