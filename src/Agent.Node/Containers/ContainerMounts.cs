using Agent.Cri.Protocol;
using Agent.Kubernetes;
using Agent.Node.Pods;

namespace Agent.Node.Containers;

/// <summary>Where a container wants the pod's volumes.</summary>
internal static class ContainerMounts
{
    /// <summary>The mounts in spec order, or why the container cannot be made (reason CreateContainerConfigError).</summary>
    /// <param name="target">The container.</param>
    /// <param name="variables">Its environment, for <c>subPathExpr</c>.</param>
    /// <param name="canBeRecursivelyReadOnly">The runtime can make what is mounted below a mount read-only, too.</param>
    public static Built<IReadOnlyList<PlannedMount>> Plan(
        ContainerTarget target, IReadOnlyDictionary<string, string> variables, bool canBeRecursivelyReadOnly)
    {
        if (target.Container.VolumeDevices is { Count: > 0 } devices)
        {
            return Fail($"volumeDevices: {devices[0].Name}: block volumes are not supported; use volumeMounts");
        }

        var mounts = new List<PlannedMount>();
        foreach (var (wanted, index) in (target.Container.VolumeMounts ?? []).Select((m, i) => (m, i)))
        {
            if (target.Volumes.FirstOrDefault(v => v.Name == wanted.Name) is not { } volume)
            {
                return Fail($"volumeMounts: {wanted.MountPath}: the pod has no volume {wanted.Name}");
            }

            var subPath = SubPath(wanted, variables);
            if (subPath.Config is not { } part)
            {
                return Fail(subPath.Error);
            }

            var isReadOnly = wanted.ReadOnly == true || volume.IsReadOnly;
            if (RecursionProblem(wanted, canBeRecursivelyReadOnly) is { } problem)
            {
                return Fail(problem);
            }

            var mount = new Mount
            {
                ContainerPath = wanted.MountPath.StartsWith('/') ? wanted.MountPath : "/" + wanted.MountPath,
                HostPath = volume.Image.Length > 0 ? "" : volume.Path,
                Readonly = isReadOnly,
                RecursiveReadOnly = wanted.RecursiveReadOnly is "Enabled" || (wanted.RecursiveReadOnly is "IfPossible" && canBeRecursivelyReadOnly),
                Propagation = wanted.MountPropagation switch
                {
                    "HostToContainer" => MountPropagation.PropagationHostToContainer,
                    "Bidirectional" => MountPropagation.PropagationBidirectional,
                    _ => MountPropagation.PropagationPrivate,
                },
            };
            if (volume.Image.Length > 0)
            {
                mount.Image = new ImageSpec { Image = volume.Image };
                mount.ImageSubPath = part;
                part = "";
            }

            mounts.Add(new PlannedMount(index, volume, part, mount));
        }

        return Built<IReadOnlyList<PlannedMount>>.Ok(mounts);
    }

    private static Built<string> SubPath(V1VolumeMount mount, IReadOnlyDictionary<string, string> variables)
    {
        var path = mount.SubPath ?? "";
        if (mount.SubPathExpr is { Length: > 0 } expression)
        {
            if (path.Length > 0)
            {
                return Built<string>.Failed($"volumeMounts: {mount.MountPath}: subPath and subPathExpr exclude each other");
            }

            if (VariableExpansion.Missing(expression, variables) is { } missing)
            {
                return Built<string>.Failed($"subPathExpr \"{expression}\": variable {missing} is not set or empty");
            }

            path = VariableExpansion.Expand(expression, variables);
        }

        return path.StartsWith('/') ? Built<string>.Failed($"subPath \"{path}\" must be a relative path")
            : path.Split('/').Contains("..") ? Built<string>.Failed($"subPath \"{path}\" must not contain '..'")
            : Built<string>.Ok(path);
    }

    private static string? RecursionProblem(V1VolumeMount mount, bool isPossible) => mount.RecursiveReadOnly switch
    {
        null or "" or "Disabled" => null,
        not ("Enabled" or "IfPossible") =>
            $"volumeMounts: {mount.MountPath}: recursiveReadOnly {mount.RecursiveReadOnly}: allowed are Disabled, IfPossible and Enabled",
        _ when mount.ReadOnly != true => $"volumeMounts: {mount.MountPath}: recursiveReadOnly needs readOnly: true",
        _ when mount.MountPropagation is not (null or "" or "None") =>
            $"volumeMounts: {mount.MountPath}: recursiveReadOnly excludes mountPropagation {mount.MountPropagation}",
        "Enabled" when !isPossible => $"volumeMounts: {mount.MountPath}: recursiveReadOnly Enabled: the runtime cannot do it; use IfPossible",
        _ => null,
    };

    private static Built<IReadOnlyList<PlannedMount>> Fail(string error) => Built<IReadOnlyList<PlannedMount>>.Failed(error);
}
