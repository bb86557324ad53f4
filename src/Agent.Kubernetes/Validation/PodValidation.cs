namespace Agent.Kubernetes.Validation;

/// <summary>What the API server checks of a pod that is created.</summary>
public static class PodValidation
{
    private const int HostnameOverrideLength = 64;

    /// <summary>Everything wrong with a new pod, in the order of its fields; empty when nothing is.</summary>
    /// <param name="pod">The pod, defaulted.</param>
    public static IReadOnlyList<FieldError> Validate(V1Pod pod)
    {
        ArgumentNullException.ThrowIfNull(pod);
        var errors = new FieldErrors();
        var scope = new PodScope(pod);
        MetadataRules.Check(errors, FieldPath.Root["metadata"], pod.Metadata);
        SecurityRules.CheckAnnotations(errors, FieldPath.Root["metadata"]["annotations"], pod);
        CheckSpec(errors, FieldPath.Root["spec"], scope);
        return errors.All;
    }

    private static void CheckSpec(FieldErrors errors, FieldPath path, PodScope scope)
    {
        var spec = scope.Spec;
        VolumeRules.Check(errors, path["volumes"], scope);
        CheckClaims(errors, path["resourceClaims"], spec.ResourceClaims ?? []);
        ContainerRules.Check(errors, path, scope);
        ResourceRules.CheckPod(errors, path, scope);
        errors.RequiredOneOf(path["restartPolicy"], spec.RestartPolicy, "Always", "OnFailure", "Never");
        if (spec.TerminationGracePeriodSeconds is null)
        {
            errors.Required(path["terminationGracePeriodSeconds"]);
        }

        errors.InRange(path["activeDeadlineSeconds"], spec.ActiveDeadlineSeconds, 1, int.MaxValue);
        NetworkRules.Check(errors, path, spec);
        SecurityRules.CheckPod(errors, path, spec);
        SchedulingRules.Check(errors, path, spec);
        CheckNames(errors, path, spec);
        CheckOs(errors, path, spec);
        foreach (var (gate, i) in (spec.ReadinessGates ?? []).Select((g, i) => (g, i)))
        {
            errors.Check(path["readinessGates"][i]["conditionType"], gate.ConditionType, NameRules.QualifiedName);
        }
    }

    private static void CheckNames(FieldErrors errors, FieldPath path, V1PodSpec spec)
    {
        foreach (var (field, value, rule) in new (string, string?, Func<string, string?>)[]
        {
            ("serviceAccountName", spec.ServiceAccountName, NameRules.DnsSubdomain),
            ("nodeName", spec.NodeName, NameRules.DnsSubdomain),
            ("priorityClassName", spec.PriorityClassName, NameRules.DnsSubdomain),
            ("hostname", spec.Hostname, NameRules.DnsLabel),
            ("subdomain", spec.Subdomain, NameRules.DnsLabel),
        })
        {
            if (!string.IsNullOrEmpty(value))
            {
                errors.Check(path[field], value, rule);
            }
        }

        if (spec.RuntimeClassName is { } runtimeClass)
        {
            errors.Check(path["runtimeClassName"], runtimeClass, NameRules.DnsSubdomain);
        }

        if (spec.HostnameOverride is { } hostname)
        {
            errors.Check(path["hostnameOverride"], hostname, NameRules.DnsSubdomain);
            if (hostname.Length > HostnameOverrideLength)
            {
                errors.TooLong(path["hostnameOverride"], HostnameOverrideLength);
            }

            if (spec.SetHostnameAsFQDN == true)
            {
                errors.Forbidden(path["hostnameOverride"], "may not be set when setHostnameAsFQDN is true");
            }

            if (spec.HostNetwork == true)
            {
                errors.Forbidden(path["hostnameOverride"], "may not be set when hostNetwork is true");
            }
        }
    }

    private static void CheckClaims(FieldErrors errors, FieldPath path, IReadOnlyList<V1PodResourceClaim> claims)
    {
        var names = new HashSet<string>(StringComparer.Ordinal);
        for (var i = 0; i < claims.Count; i++)
        {
            var claim = claims[i];
            errors.RequiredAndCheck(path[i]["name"], claim.Name, NameRules.DnsLabel);
            if (claim.Name.Length > 0 && !names.Add(claim.Name))
            {
                errors.Duplicate(path[i]["name"], claim.Name);
            }

            if (claim.ResourceClaimName is null == claim.ResourceClaimTemplateName is null)
            {
                errors.Invalid(path[i], claim.Name, "one of resourceClaimName and resourceClaimTemplateName must be set");
            }

            if (claim.ResourceClaimName is { } name)
            {
                errors.Check(path[i]["resourceClaimName"], name, NameRules.DnsSubdomain);
            }

            if (claim.ResourceClaimTemplateName is { } template)
            {
                errors.Check(path[i]["resourceClaimTemplateName"], template, NameRules.DnsSubdomain);
            }
        }
    }

    private static void CheckOs(FieldErrors errors, FieldPath path, V1PodSpec spec)
    {
        if (spec.Os is null)
        {
            return;
        }

        errors.RequiredOneOf(path["os"]["name"], spec.Os.Name, "linux", "windows");
        if (spec.Os.Name == "linux" && spec.SecurityContext?.WindowsOptions is not null)
        {
            errors.Forbidden(path["securityContext"]["windowsOptions"], "may not be set for a linux pod");
        }
    }
}
