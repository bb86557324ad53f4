using Agent.Cri.Protocol;
using Agent.Node.WellKnown;

namespace Agent.Node.Runtime;

/// <summary>
/// One targeted reading of a pod: list its sandboxes and containers by label, then the status of each.
/// Collects replies; the PLEG actor makes the calls.
/// </summary>
internal sealed class PodRead(string uid, long begun)
{
    private readonly List<SandboxInstance> _sandboxes = [];
    private readonly List<ContainerInstance> _containers = [];
    private string _name = "";
    private string _namespace = "";
    private int _pending;

    public string Uid { get; } = uid;

    /// <summary>Timestamp at which the first call was asked for.</summary>
    public long Begun { get; } = begun;

    /// <summary>A newer reading was asked for meanwhile: this one is stale on arrival and is made again.</summary>
    public bool Again { get; set; }

    /// <summary>The first call that failed.</summary>
    public CriFailure? Failure { get; private set; }

    public bool IsComplete => _pending == 0;

    /// <summary>The result; meaningful when complete and without failure.</summary>
    public PodRuntimeStatus Result => RuntimeReader.Pod(Uid, _name, _namespace, _sandboxes, _containers, Begun);

    /// <summary>The calls that begin a reading.</summary>
    public IReadOnlyList<PlannedRead> Begin()
    {
        var selector = new Dictionary<string, string> { [CriLabels.PodUid] = Uid };
        return Plan(
            new PlannedRead(CriMethod.ListPodSandbox, new ListPodSandboxRequest { Filter = new PodSandboxFilter { LabelSelector = { selector } } }),
            new PlannedRead(CriMethod.ListContainers, new ListContainersRequest { Filter = new ContainerFilter { LabelSelector = { selector } } }));
    }

    /// <summary>Takes a reply and says which calls follow from it.</summary>
    public IReadOnlyList<PlannedRead> Take(PlannedRead read, CriReply reply)
    {
        _pending--;
        if (reply.Failure is { } failure)
        {
            // Gone between list and status is as good as never listed.
            if (!failure.IsNotFound)
            {
                Failure ??= failure;
            }

            return [];
        }

        switch (reply.Response)
        {
            case ListPodSandboxResponse list:
                return Plan([.. list.Items.Select(i => new PlannedRead(CriMethod.PodSandboxStatus, new PodSandboxStatusRequest { PodSandboxId = i.Id }))]);
            case ListContainersResponse list:
                return Plan([.. list.Containers.Select(c =>
                    new PlannedRead(CriMethod.ContainerStatus, new ContainerStatusRequest { ContainerId = c.Id }, c.PodSandboxId))]);
            case PodSandboxStatusResponse sandbox when Validate(sandbox) is { } problem:
                Failure ??= problem;
                return [];
            case PodSandboxStatusResponse sandbox:
                _name = sandbox.Status.Metadata.Name;
                _namespace = sandbox.Status.Metadata.Namespace;
                _sandboxes.Add(RuntimeReader.Sandbox(sandbox.Status));
                return [];
            case ContainerStatusResponse container when Validate(container) is { } problem:
                Failure ??= problem;
                return [];
            case ContainerStatusResponse container:
                if (_name.Length == 0)
                {
                    _name = container.Status.Labels.GetValueOrDefault(CriLabels.PodName, "");
                    _namespace = container.Status.Labels.GetValueOrDefault(CriLabels.PodNamespace, "");
                }

                _containers.Add(RuntimeReader.Container(container.Status, read.SandboxId));
                return [];
            default:
                throw new InvalidOperationException($"unexpected reply to {reply.Method}");
        }
    }

    private IReadOnlyList<PlannedRead> Plan(params PlannedRead[] reads)
    {
        _pending += reads.Length;
        return reads;
    }

    private static CriFailure? Validate(PodSandboxStatusResponse response) =>
        response.Status is { Id.Length: > 0, CreatedAt: not 0, Metadata: { Name.Length: > 0, Namespace.Length: > 0, Uid.Length: > 0 } }
            ? null
            : new CriFailure(Grpc.Core.StatusCode.Internal, "PodSandboxStatus lacks id, metadata or created_at");

    private static CriFailure? Validate(ContainerStatusResponse response) =>
        response.Status is { Id.Length: > 0, CreatedAt: not 0, Metadata.Name.Length: > 0, Image.Image.Length: > 0, ImageRef.Length: > 0 }
            ? null
            : new CriFailure(Grpc.Core.StatusCode.Internal, "ContainerStatus lacks id, metadata, created_at, image or image_ref");
}
