using System.Globalization;
using Agent.Cri.Protocol;
using Agent.Node.WellKnown;
using Agent.Simulation.Ports;
using Grpc.Core;

namespace Agent.Simulation.Runtime;

/// <summary>Sandboxes.</summary>
public sealed partial class SimulatedRuntime
{
    /// <inheritdoc/>
    public Task<RunPodSandboxResponse> RunPodSandboxAsync(RunPodSandboxRequest request, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(request);
        var metadata = request.Config.Metadata;
        var subject = new CallSubject("RunPodSandbox", metadata.Uid, metadata.Name);
        return Call<RunPodSandboxResponse>(subject, request, _options.Latencies.RunPodSandbox, call => call.Return(RunPodSandbox(request)), cancellationToken);
    }

    /// <inheritdoc/>
    public Task<StopPodSandboxResponse> StopPodSandboxAsync(StopPodSandboxRequest request, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(request);
        return Call<StopPodSandboxResponse>(
            OfSandbox("StopPodSandbox", request.PodSandboxId),
            request,
            _options.Latencies.Stop,
            call =>
            {
                if (_sandboxes.TryGetValue(request.PodSandboxId, out var sandbox))
                {
                    Stop(sandbox);
                }

                call.Return(new StopPodSandboxResponse());
            },
            cancellationToken);
    }

    /// <inheritdoc/>
    public Task<RemovePodSandboxResponse> RemovePodSandboxAsync(RemovePodSandboxRequest request, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(request);
        return Call<RemovePodSandboxResponse>(
            OfSandbox("RemovePodSandbox", request.PodSandboxId),
            request,
            _options.Latencies.Stop,
            call =>
            {
                if (_sandboxes.TryGetValue(request.PodSandboxId, out var sandbox))
                {
                    Stop(sandbox);
                    foreach (var container in ContainersOf(sandbox))
                    {
                        Remove(container);
                    }

                    _sandboxes.Remove(sandbox.Id);
                    _names.Remove(NameOf(sandbox.Config.Metadata));
                    Tell(RuntimeFactKind.SandboxRemoved, sandbox);
                    Announce(sandbox.Id, ContainerEventType.ContainerDeletedEvent, sandbox);
                }

                call.Return(new RemovePodSandboxResponse());
            },
            cancellationToken);
    }

    /// <inheritdoc/>
    public Task<PodSandboxStatusResponse> PodSandboxStatusAsync(PodSandboxStatusRequest request, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(request);
        return Read(
            OfSandbox("PodSandboxStatus", request.PodSandboxId),
            request,
            () => new PodSandboxStatusResponse { Status = Sandbox(request.PodSandboxId).ToStatus() },
            cancellationToken);
    }

    /// <inheritdoc/>
    public Task<ListPodSandboxResponse> ListPodSandboxAsync(ListPodSandboxRequest request, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(request);
        var uid = request.Filter?.LabelSelector.GetValueOrDefault(CriLabels.PodUid, "") ?? "";
        return Read(
            new CallSubject("ListPodSandbox", uid), request, () => new ListPodSandboxResponse { Items = { List(request.Filter) } }, cancellationToken);
    }

    /// <inheritdoc/>
    public Task<StreamPodSandboxesResponse> StreamPodSandboxesAsync(StreamPodSandboxesRequest request, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(request);
        return Read(
            new CallSubject("StreamPodSandboxes"),
            request,
            () => new StreamPodSandboxesResponse { PodSandboxes = { List(request.Filter) } },
            cancellationToken);
    }

    private IEnumerable<PodSandbox> List(PodSandboxFilter? filter) => _sandboxes.Values
        .Where(s => filter is null || ((filter.Id.Length == 0 || s.Id.StartsWith(filter.Id, StringComparison.Ordinal))
            && (filter.State is null || filter.State.State == s.State)
            && Selects(filter.LabelSelector, s.Config.Labels)))
        .Select(s => s.ToListItem());

    private RunPodSandboxResponse RunPodSandbox(RunPodSandboxRequest request)
    {
        var config = request.Config.Clone();
        var id = NewId();
        Reserve("sandbox", NameOf(config.Metadata), id);
        var hostNetwork = config.Linux?.SecurityContext?.NamespaceOptions?.Network == NamespaceMode.Node;
        var sandbox = new SimulatedSandbox(id, config, request.RuntimeHandler, Nanoseconds, hostNetwork ? "" : NextAddress());
        _sandboxes.Add(id, sandbox);
        Tell(RuntimeFactKind.SandboxStarted, sandbox);
        Announce(id, ContainerEventType.ContainerCreatedEvent, sandbox);
        Announce(id, ContainerEventType.ContainerStartedEvent, sandbox);
        return new RunPodSandboxResponse { PodSandboxId = id };
    }

    private void Stop(SimulatedSandbox sandbox)
    {
        if (!sandbox.IsReady)
        {
            return;
        }

        foreach (var container in ContainersOf(sandbox))
        {
            End(container, 137, "Error");
        }

        sandbox.IsReady = false;
        Tell(RuntimeFactKind.SandboxStopped, sandbox);
        Announce(sandbox.Id, ContainerEventType.ContainerStoppedEvent, sandbox);
    }

    private SimulatedSandbox Sandbox(string id) => _sandboxes.TryGetValue(id, out var sandbox)
        ? sandbox
        : throw Failure(StatusCode.NotFound, $"an error occurred when try to find sandbox \"{id}\": not found");

    private List<SimulatedContainer> ContainersOf(SimulatedSandbox sandbox) => [.. _containers.Values.Where(c => c.Sandbox == sandbox)];

    private static string NameOf(PodSandboxMetadata metadata) =>
        string.Create(CultureInfo.InvariantCulture, $"{metadata.Name}_{metadata.Namespace}_{metadata.Uid}_{metadata.Attempt}");

    private string NextAddress()
    {
        var n = ++_addresses;
        return string.Create(CultureInfo.InvariantCulture, $"10.{(n >> 16) & 255}.{(n >> 8) & 255}.{n & 255}");
    }
}
