using Agent.Kubernetes.Resources;

namespace Agent.Kubernetes.Validation;

/// <summary>Rules of requests and limits of containers and of the pod.</summary>
internal static class ResourceRules
{
    public static void CheckContainer(FieldErrors errors, FieldPath path, V1ResourceRequirements? resources, PodScope scope)
    {
        if (resources is null)
        {
            return;
        }

        var claims = new HashSet<(string, string?)>();
        foreach (var (claim, i) in (resources.Claims ?? []).Select((c, i) => (c, i)))
        {
            if (errors.NotEmpty(path["claims"][i]["name"], claim.Name) && !scope.Claims.Contains(claim.Name))
            {
                errors.NotFound(path["claims"][i]["name"], claim.Name);
            }

            if (!claims.Add((claim.Name, claim.Request)))
            {
                errors.Duplicate(path["claims"][i], claim.Name);
            }
        }

        CheckRequirements(errors, path, resources, ContainerResource);
    }

    public static void CheckPod(FieldErrors errors, FieldPath path, PodScope scope)
    {
        Amounts(errors, path["overhead"], scope.Spec.Overhead, ContainerResource);
        if (scope.Spec.Resources is not { } resources)
        {
            return;
        }

        var at = path["resources"];
        if (resources.Claims is { Count: > 0 })
        {
            errors.Forbidden(at["claims"], "may not be set for a whole pod");
        }

        CheckRequirements(errors, at, resources, name =>
            ResourceNames.IsPodLevel(name) ? null : "only cpu, memory and hugepages-<size> may be set for a whole pod");
        CheckSum(
            errors, at["requests"], resources.Requests, ResourceAmounts.OfContainers(scope.Spec, c => c.Resources?.Requests));
        CheckLimits(errors, path["containers"], scope.Spec.Containers, resources.Limits);
        CheckLimits(errors, path["initContainers"], scope.Spec.InitContainers ?? [], resources.Limits);
    }

    private static void CheckRequirements(
        FieldErrors errors, FieldPath path, V1ResourceRequirements resources, Func<string, string?> nameRule)
    {
        Amounts(errors, path["limits"], resources.Limits, nameRule);
        Amounts(errors, path["requests"], resources.Requests, nameRule);
        foreach (var (name, request) in Ordered(resources.Requests))
        {
            var at = path["requests"].Key(name);
            if (resources.Limits?.TryGetValue(name, out var limit) == true)
            {
                if (request != limit && !ResourceNames.IsOvercommitAllowed(name))
                {
                    errors.Invalid(at, request, $"must be equal to the {name} limit of {limit}");
                }
                else if (request > limit)
                {
                    errors.Invalid(at, request, $"must be less than or equal to the {name} limit of {limit}");
                }
            }
            else if (!ResourceNames.IsOvercommitAllowed(name))
            {
                errors.Required(path["limits"], $"a limit must be set for {name}, which cannot be overcommitted");
            }
        }

        var all = Ordered(resources.Limits).Concat(Ordered(resources.Requests)).Select(r =>
            r.Key).ToHashSet(StringComparer.Ordinal);
        if (all.Any(ResourceNames.IsHugePages) && !all.Contains(ResourceNames.Cpu) && !all.Contains(ResourceNames.Memory))
        {
            errors.Forbidden(path, "huge pages need cpu or memory to be set as well");
        }
    }

    private static void Amounts(
        FieldErrors errors, FieldPath path, IReadOnlyDictionary<string, Quantity>? amounts, Func<string, string?> nameRule)
    {
        foreach (var (name, amount) in Ordered(amounts))
        {
            errors.Check(path.Key(name), name, nameRule);
            if (amount.Sign < 0)
            {
                errors.Invalid(path.Key(name), amount, "must be greater than or equal to 0");
            }

            if (ResourceNames.IsExtended(name) && amount != Quantity.FromInt64(amount.Value()))
            {
                errors.Invalid(path.Key(name), amount, "must be an integer");
            }

            if (ResourceNames.IsHugePages(name)
                && Quantity.TryParse(name[ResourceNames.HugePagesPrefix.Length..], out var page)
                && (page.Value() <= 0 || amount.MilliValue() % 1000 != 0 || amount.Value() % page.Value() != 0))
            {
                errors.Invalid(path.Key(name), amount, "must be a whole number of pages");
            }
        }
    }

    /// <summary>What a container may name: a resource of Kubernetes' own, or one with a domain.</summary>
    private static string? ContainerResource(string name) =>
        NameRules.QualifiedName(name) is { } wrong ? wrong
        : name.Contains('/', StringComparison.Ordinal) ? null
        : name is ResourceNames.Cpu or ResourceNames.Memory or ResourceNames.EphemeralStorage ? null
        : !ResourceNames.IsHugePages(name) ? "must be cpu, memory, ephemeral-storage, hugepages-<size>, or a name with a domain"
        : Quantity.TryParse(name[ResourceNames.HugePagesPrefix.Length..], out _) ? null
        : "must name a page size, as in hugepages-2Mi";

    private static void CheckSum(
        FieldErrors errors,
        FieldPath path,
        IReadOnlyDictionary<string, Quantity>? pod,
        IReadOnlyDictionary<string, Quantity> containers)
    {
        foreach (var (name, amount) in Ordered(pod))
        {
            if (containers.TryGetValue(name, out var sum) && sum > amount)
            {
                errors.Invalid(path.Key(name), amount, $"must be greater than or equal to the {sum} of all containers");
            }
        }
    }

    private static void CheckLimits(
        FieldErrors errors, FieldPath path, IReadOnlyList<V1Container> containers, IReadOnlyDictionary<string, Quantity>? pod)
    {
        for (var i = 0; i < containers.Count; i++)
        {
            foreach (var (name, limit) in Ordered(containers[i].Resources?.Limits))
            {
                if (pod?.TryGetValue(name, out var most) == true && limit > most)
                {
                    errors.Invalid(
                        path[i]["resources"]["limits"].Key(name), limit, $"must be less than or equal to the pod's limit of {most}");
                }
            }
        }
    }

    private static IEnumerable<KeyValuePair<string, Quantity>> Ordered(IReadOnlyDictionary<string, Quantity>? amounts) =>
        (amounts ?? ResourceAmounts.Empty).OrderBy(a => a.Key, StringComparer.Ordinal);
}
