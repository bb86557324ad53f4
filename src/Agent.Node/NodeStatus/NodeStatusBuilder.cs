using System.Collections.Immutable;
using Agent.Kubernetes;
using Agent.Node.Events;
using Agent.Node.Hosting;
using Agent.Node.Registration;
using Agent.Node.Runtime;
using Agent.Node.WellKnown;

namespace Agent.Node.NodeStatus;

/// <summary>Brings a node's object up to date with the node.</summary>
internal static class NodeStatusBuilder
{
    /// <summary>The node as it is to be reported. What others own of the object stays as it is.</summary>
    /// <param name="options">The node's options.</param>
    /// <param name="before">The object as the API server has it, or as it is to be created.</param>
    /// <param name="view">The node as last read.</param>
    /// <param name="now">The time.</param>
    public static NodeStatusResult Build(NodeStatusOptions options, V1Node before, NodeView view, DateTimeOffset now)
    {
        var name = before.Metadata.Name ?? "";
        var old = before.Status;
        var addresses = NodeAddressRules.Find(options, name, old.Addresses, view);
        var capacity = NodeResources.Capacity(options, view, old.Capacity);
        var conditions = NodeConditions.Next(
            old.Conditions, view.Pressure, NodeReadiness.Problem(options, view, capacity), KubernetesTime.ToSeconds(now));
        var node = before with
        {
            Metadata = before.Metadata with
            {
                Labels = Labels(before.Metadata.Labels, view),
                Annotations = Annotations(before.Metadata.Annotations, addresses),
            },
            Status = old with
            {
                Addresses = addresses.Addresses ?? old.Addresses,
                Capacity = capacity,
                Allocatable = NodeResources.Allocatable(options, capacity, old.Allocatable),
                Conditions = conditions.Conditions,
                NodeInfo = NodeInfo(old.NodeInfo ?? new V1NodeSystemInfo(), options, view),
                DaemonEndpoints = new V1NodeDaemonEndpoints { KubeletEndpoint = new V1DaemonEndpoint { Port = options.KubeletPort } },
                Images = options.MaxImages == 0 ? null : view.Images is { } images ? NodeImage.ForStatus(images, options.MaxImages) : old.Images,
                RuntimeHandlers = view.Abilities is { } able ? Handlers(able) : old.RuntimeHandlers,
                Features = view.Abilities is { } abilities ? Features(abilities) : old.Features,
                DeclaredFeatures = options.DeclaredFeatures.Count > 0 ? options.DeclaredFeatures : null,
            },
        };
        return new NodeStatusResult(node, [.. Events(name, old, view, conditions)], addresses.Error);
    }

    private static IEnumerable<RecordEvent> Events(string name, V1NodeStatus old, NodeView view, NodeConditionChange conditions)
    {
        if (old.NodeInfo?.BootID is { Length: > 0 } boot && view.Machine is { BootId.Length: > 0 } machine && machine.BootId != boot)
        {
            yield return new RecordEvent(
                EventSubject.Node(name), EventKind.Warning, "Rebooted", $"Node {name} has been rebooted, boot id: {machine.BootId}");
        }

        foreach (var reason in conditions.Events)
        {
            yield return Status(name, reason);
        }
    }

    /// <summary>The event about a status of the node.</summary>
    public static RecordEvent Status(string nodeName, string reason) =>
        new(EventSubject.Node(nodeName), EventKind.Normal, reason, $"Node {nodeName} status is now: {reason}");

    private static ImmutableSortedDictionary<string, string> Labels(IReadOnlyDictionary<string, string>? before, NodeView view)
    {
        var labels = ImmutableSortedDictionary.CreateBuilder<string, string>(StringComparer.Ordinal);
        labels.AddRange(before ?? ImmutableSortedDictionary<string, string>.Empty);
        foreach (var (key, value) in NewNode.Platform(view.Machine?.Architecture ?? "").Where(label => !labels.ContainsKey(label.Key)))
        {
            labels[key] = value;
        }

        return labels.ToImmutable();
    }

    private static ImmutableSortedDictionary<string, string> Annotations(IReadOnlyDictionary<string, string>? before, NodeAddressResult addresses)
    {
        var annotations = ImmutableSortedDictionary.CreateBuilder<string, string>(StringComparer.Ordinal);
        annotations.AddRange(before ?? ImmutableSortedDictionary<string, string>.Empty);
        if (addresses.ProvidedNodeIp is { } provided)
        {
            annotations[NodeAnnotations.ProvidedNodeIp] = provided;
        }
        else if (addresses.Error is null)
        {
            annotations.Remove(NodeAnnotations.ProvidedNodeIp);
        }

        return annotations.ToImmutable();
    }

    private static V1NodeSystemInfo NodeInfo(V1NodeSystemInfo old, NodeStatusOptions options, NodeView view)
    {
        var info = old with
        {
            KubeletVersion = options.KubeletVersion,
            KubeProxyVersion = "",
            OperatingSystem = "linux",
            ContainerRuntimeVersion = view.RuntimeVersion ?? old.ContainerRuntimeVersion,
        };
        return view.Machine is not { } machine ? info : info with
        {
            MachineID = machine.MachineId,
            SystemUUID = machine.SystemUuid,
            BootID = machine.BootId,
            KernelVersion = machine.KernelVersion,
            OsImage = machine.OsImage,
            Architecture = machine.Architecture,
            Swap = machine.SwapBytes > 0 ? new V1NodeSwapStatus { Capacity = machine.SwapBytes } : null,
        };
    }

    private static List<V1NodeRuntimeHandler> Handlers(RuntimeAbilities abilities) =>
    [
        .. abilities.Handlers.Select(handler => new V1NodeRuntimeHandler
        {
            Name = handler.Name,
            Features = handler.Features is not { } features ? null : new V1NodeRuntimeHandlerFeatures
            {
                RecursiveReadOnlyMounts = features.RecursiveReadOnlyMounts,
                UserNamespaces = features.UserNamespaces,
            },
        }),
    ];

    private static V1NodeFeatures? Features(RuntimeAbilities abilities) =>
        abilities.SupplementalGroupsPolicy is { } policy ? new V1NodeFeatures { SupplementalGroupsPolicy = policy } : null;
}
