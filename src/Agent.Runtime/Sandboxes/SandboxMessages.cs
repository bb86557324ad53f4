using Agent.Cri.Protocol;
using Agent.Runtime.Containers;

namespace Agent.Runtime.Sandboxes;

/// <summary>Sandboxes as CRI messages.</summary>
internal static class SandboxMessages
{
    /// <summary>One entry of ListPodSandbox.</summary>
    public static PodSandbox ToPodSandbox(Sandbox sandbox) => new()
    {
        Id = sandbox.Id,
        Metadata = sandbox.Config.Metadata?.Clone(),
        State = sandbox.State,
        CreatedAt = ContainerMessages.Nanoseconds(sandbox.Record.CreatedAt),
        Labels = { sandbox.Config.Labels },
        Annotations = { sandbox.Config.Annotations },
        RuntimeHandler = sandbox.Record.RuntimeHandler,
    };

    /// <summary>The status of PodSandboxStatus.</summary>
    /// <param name="sandbox">The sandbox.</param>
    /// <param name="podIps">The host's addresses for pods. A pod of the host network has none of its own, as with other runtimes.</param>
    public static PodSandboxStatus ToStatus(Sandbox sandbox, IReadOnlyList<string> podIps)
    {
        var options = sandbox.Config.Linux?.SecurityContext?.NamespaceOptions;
        var status = new PodSandboxStatus
        {
            Id = sandbox.Id,
            Metadata = sandbox.Config.Metadata?.Clone(),
            State = sandbox.State,
            CreatedAt = ContainerMessages.Nanoseconds(sandbox.Record.CreatedAt),
            Network = new PodSandboxNetworkStatus(),
            Linux = new LinuxPodSandboxStatus { Namespaces = new Namespace { Options = options?.Clone() ?? new NamespaceOption() } },
            Labels = { sandbox.Config.Labels },
            Annotations = { sandbox.Config.Annotations },
            RuntimeHandler = sandbox.Record.RuntimeHandler,
        };
        if (sandbox.IsReady && options?.Network != NamespaceMode.Node)
        {
            status.Network.Ip = podIps[0];
            status.Network.AdditionalIps.Add(podIps.Skip(1).Select(ip => new PodIP { Ip = ip }));
        }

        return status;
    }

    /// <summary>What sandboxes carry to be told apart in stats.</summary>
    public static PodSandboxAttributes ToAttributes(Sandbox sandbox) => new()
    {
        Id = sandbox.Id,
        Metadata = sandbox.Config.Metadata?.Clone(),
        Labels = { sandbox.Config.Labels },
        Annotations = { sandbox.Config.Annotations },
    };
}
