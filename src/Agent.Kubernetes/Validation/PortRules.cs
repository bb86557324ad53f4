namespace Agent.Kubernetes.Validation;

/// <summary>Rules of a container's ports.</summary>
internal static class PortRules
{
    private const int MaxPort = 65535;

    public static void Check(FieldErrors errors, FieldPath path, IReadOnlyList<V1ContainerPort> ports)
    {
        var names = new HashSet<string>(StringComparer.Ordinal);
        for (var i = 0; i < ports.Count; i++)
        {
            var (port, at) = (ports[i], path[i]);
            if (!string.IsNullOrEmpty(port.Name))
            {
                errors.Check(at["name"], port.Name, NameRules.PortName);
                if (!names.Add(port.Name))
                {
                    errors.Duplicate(at["name"], port.Name);
                }
            }

            if (port.ContainerPort == 0)
            {
                errors.Required(at["containerPort"]);
            }
            else
            {
                errors.InRange(at["containerPort"], port.ContainerPort, 1, MaxPort);
            }

            errors.InRange(at["hostPort"], port.HostPort, 0, MaxPort);
            errors.RequiredOneOf(at["protocol"], port.Protocol, "TCP", "UDP", "SCTP");
        }
    }

    /// <summary>No two of the containers, which run together, take the same port of the host.</summary>
    public static void CheckConflicts(FieldErrors errors, FieldPath path, IReadOnlyList<V1Container> containers)
    {
        var taken = new HashSet<string>(StringComparer.Ordinal);
        for (var i = 0; i < containers.Count; i++)
        {
            CheckConflicts(errors, path[i], containers[i], taken);
        }
    }

    /// <summary>The container takes no port of the host twice.</summary>
    public static void CheckConflicts(FieldErrors errors, FieldPath path, V1Container container) =>
        CheckConflicts(errors, path, container, new HashSet<string>(StringComparer.Ordinal));

    /// <summary>A port given by number or name.</summary>
    public static void CheckReference(FieldErrors errors, FieldPath path, IntOrString port)
    {
        if (port.StringValue is { } name)
        {
            errors.Check(path, name, NameRules.PortName);
        }
        else
        {
            errors.InRange(path, port.IntValue, 1, MaxPort);
        }
    }

    private static void CheckConflicts(FieldErrors errors, FieldPath path, V1Container container, HashSet<string> taken)
    {
        foreach (var (port, i) in (container.Ports ?? []).Select((p, i) => (p, i)))
        {
            var key = $"{port.Protocol}/{port.HostIP}/{port.HostPort}";
            if (port.HostPort is not (null or 0) && !taken.Add(key))
            {
                errors.Duplicate(path["ports"][i]["hostPort"], key);
            }
        }
    }
}
