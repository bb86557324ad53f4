using Agent.Cri.Protocol;
using Agent.Runtime.Cgroups;
using Agent.Runtime.Containers;
using Agent.Runtime.Events;
using Agent.Runtime.Execs;
using Agent.Runtime.Sandboxes;
using Agent.Runtime.Specs;
using Agent.Runtime.State;
using Agent.Runtime.Stats;
using Grpc.Core;
using Microsoft.Extensions.Hosting;

namespace Agent.Runtime.Serving;

/// <summary>RuntimeService of CRI v1. What is not overridden here answers Unimplemented: checkpoints and metrics.</summary>
internal sealed partial class RuntimeGrpcService(
    Inventory inventory,
    StateStore store,
    SandboxLifecycle sandboxes,
    ContainerLifecycle containers,
    ExecRunner execs,
    StatsReader stats,
    EventHub events,
    HostFacts host,
    CgroupAccess cgroups,
    RuntimeServerOptions options,
    IHostApplicationLifetime lifetime) : RuntimeService.RuntimeServiceBase
{
    /// <summary>How many items a message of a streamed list carries.</summary>
    private const int ItemsPerMessage = 200;

    /// <inheritdoc/>
    public override Task<VersionResponse> Version(VersionRequest request, ServerCallContext context) =>
        Task.FromResult(new VersionResponse
        {
            Version = "0.1.0",
            RuntimeName = "embedded",
            RuntimeVersion = typeof(RuntimeGrpcService).Assembly.GetName().Version!.ToString(3),
            RuntimeApiVersion = "v1",
        });

    /// <inheritdoc/>
    public override Task<StatusResponse> Status(StatusRequest request, ServerCallContext context)
    {
        var response = new StatusResponse
        {
            Status = new RuntimeStatus
            {
                Conditions =
                {
                    Readiness.OfRuntime(options.Root),
                    Readiness.OfNetwork(options.PodIps),
                },
            },
            RuntimeHandlers =
            {
                new RuntimeHandler
                {
                    Name = "",
                    Features = new RuntimeHandlerFeatures { RecursiveReadOnlyMounts = host.CanMount, UserNamespaces = false },
                },
            },
            Features = new RuntimeFeatures { SupplementalGroupsPolicy = host.CanChangeUser },
        };
        if (request.Verbose)
        {
            response.Info["root"] = options.Root;
            response.Info["podIPs"] = string.Join(',', options.PodIps);
            response.Info["canChangeUser"] = host.CanChangeUser ? "true" : "false";
            response.Info["canMount"] = host.CanMount ? "true" : "false";
            response.Info["cgroups"] = cgroups.Host is { } hierarchy ? $"v{hierarchy.Version}" : "none";
        }

        return Task.FromResult(response);
    }

    /// <inheritdoc/>
    public override Task<RuntimeConfigResponse> RuntimeConfig(RuntimeConfigRequest request, ServerCallContext context) =>
        Task.FromResult(new RuntimeConfigResponse { Linux = new LinuxRuntimeConfiguration { CgroupDriver = CgroupDriver.Cgroupfs } });

    /// <summary>The pod CIDR: of no use to pods that have the host's address.</summary>
    public override Task<UpdateRuntimeConfigResponse> UpdateRuntimeConfig(UpdateRuntimeConfigRequest request, ServerCallContext context) =>
        Task.FromResult(new UpdateRuntimeConfigResponse());

    /// <inheritdoc/>
    public override async Task GetContainerEvents(
        GetEventsRequest request, IServerStreamWriter<ContainerEventResponse> responseStream, ServerCallContext context)
    {
        using var either = CancellationTokenSource.CreateLinkedTokenSource(context.CancellationToken, lifetime.ApplicationStopping);
        try
        {
            // Sent before any event, so that a client knows from when on it misses none.
            await context.WriteResponseHeadersAsync([]);
            await foreach (var happened in events.ReadAsync(either.Token))
            {
                await responseStream.WriteAsync(happened, context.CancellationToken);
            }
        }
        catch (OperationCanceledException)
        {
            throw new RpcException(lifetime.ApplicationStopping.IsCancellationRequested
                ? new Status(StatusCode.Unavailable, "the runtime is shutting down")
                : new Status(StatusCode.Cancelled, "the client ended the stream"));
        }
    }

    private static async Task WriteChunksAsync<TItem, TMessage>(
        IReadOnlyList<TItem> items, IServerStreamWriter<TMessage> stream, Func<TItem[], TMessage> toMessage, CancellationToken cancellation)
    {
        foreach (var chunk in items.Chunk(ItemsPerMessage))
        {
            await stream.WriteAsync(toMessage(chunk), cancellation);
        }
    }
}
