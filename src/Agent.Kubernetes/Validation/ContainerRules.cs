namespace Agent.Kubernetes.Validation;

/// <summary>Rules of a pod's containers of every sort.</summary>
internal static class ContainerRules
{
    public static void Check(FieldErrors errors, FieldPath path, PodScope scope)
    {
        var spec = scope.Spec;
        if (spec.Containers.Count == 0)
        {
            errors.Required(path["containers"], "at least one container is needed");
        }

        var names = new HashSet<string>(StringComparer.Ordinal);
        for (var i = 0; i < spec.Containers.Count; i++)
        {
            var at = path["containers"][i];
            CheckContainer(errors, at, spec.Containers[i], scope, names);
            HandlerRules.CheckContainer(errors, at, spec.Containers[i], spec.TerminationGracePeriodSeconds);
        }

        PortRules.CheckConflicts(errors, path["containers"], spec.Containers);
        foreach (var (container, i) in (spec.InitContainers ?? []).Select((c, i) => (c, i)))
        {
            var at = path["initContainers"][i];
            CheckContainer(errors, at, container, scope, names);
            PortRules.CheckConflicts(errors, at, container);
            if (container.IsSidecar())
            {
                HandlerRules.CheckContainer(errors, at, container, spec.TerminationGracePeriodSeconds);
            }
            else
            {
                ForbidHandlers(errors, at, container);
            }
        }

        if (spec.EphemeralContainers is { Count: > 0 })
        {
            errors.Forbidden(path["ephemeralContainers"], "may not be set when the pod is created");
        }
    }

    private static void CheckContainer(
        FieldErrors errors, FieldPath path, V1Container container, PodScope scope, HashSet<string> names)
    {
        errors.RequiredAndCheck(path["name"], container.Name, NameRules.DnsLabel);
        if (container.Name.Length > 0 && !names.Add(container.Name))
        {
            errors.Duplicate(path["name"], container.Name);
        }

        if (errors.NotEmpty(path["image"], container.Image) && container.Image != container.Image!.Trim())
        {
            errors.Invalid(path["image"], container.Image, "must not begin or end with white space");
        }

        errors.RequiredOneOf(path["imagePullPolicy"], container.ImagePullPolicy, "Always", "IfNotPresent", "Never");
        errors.RequiredOneOf(
            path["terminationMessagePolicy"], container.TerminationMessagePolicy, "File", "FallbackToLogsOnError");
        PortRules.Check(errors, path["ports"], container.Ports ?? []);
        EnvironmentRules.Check(errors, path, container, scope);
        MountRules.Check(errors, path, container, scope);
        ResourceRules.CheckContainer(errors, path["resources"], container.Resources, scope);
        RestartRules.Check(errors, path, container, scope.Spec.RestartPolicy);
        SecurityRules.CheckContainer(errors, path["securityContext"], container.SecurityContext, scope);
    }

    private static void ForbidHandlers(FieldErrors errors, FieldPath path, V1Container container)
    {
        foreach (var (field, isSet) in new[]
        {
            ("lifecycle", container.Lifecycle is not null),
            ("livenessProbe", container.LivenessProbe is not null),
            ("readinessProbe", container.ReadinessProbe is not null),
            ("startupProbe", container.StartupProbe is not null),
        })
        {
            if (isSet)
            {
                errors.Forbidden(path[field], "may not be set for init containers without restartPolicy Always");
            }
        }
    }
}
