using Agent.Cri.Protocol;
using Agent.Runtime.Cgroups;
using Agent.Runtime.Containers;
using Agent.Runtime.Events;
using Agent.Runtime.Logs;
using Agent.Runtime.Processes;
using Agent.Runtime.Specs;
using Agent.Runtime.State;
using Grpc.Core;

namespace Agent.Runtime.Sandboxes;

/// <summary>Runs, stops and removes pod sandboxes.</summary>
internal sealed class SandboxLifecycle(
    Inventory inventory, StateStore store, ContainerLifecycle containers, CgroupAccess cgroups, EventHub events, TimeProvider clock)
{
    /// <summary>RunPodSandbox: writes it down.</summary>
    /// <exception cref="RpcException">InvalidArgument with what is wrong, or AlreadyExists.</exception>
    public string Run(RunPodSandboxRequest request)
    {
        var config = request.Config ?? throw Failure(StatusCode.InvalidArgument, "config must be set");
        Check(config, request.RuntimeHandler);
        var record = new SandboxRecord
        {
            Id = IdIndex<Sandbox>.NewId(),
            Config = config.Clone(),
            RuntimeHandler = request.RuntimeHandler,
            CreatedAt = clock.GetUtcNow(),
            Boot = BootId.Current,
        };
        if (inventory.Reserve(Inventory.NameOf(config.Metadata), record.Id) is { } taken)
        {
            throw Failure(
                StatusCode.AlreadyExists,
                $"attempt {config.Metadata.Attempt} of pod {config.Metadata.Namespace}/{config.Metadata.Name} is pod sandbox {taken} already");
        }

        try
        {
            store.Save(record);
        }
        catch
        {
            inventory.Release(Inventory.NameOf(config.Metadata));
            throw;
        }

        inventory.Sandboxes.Add(record.Id, new Sandbox(record));
        events.Publish(ContainerEventType.ContainerCreatedEvent, record.Id, record.Id);
        events.Publish(ContainerEventType.ContainerStartedEvent, record.Id, record.Id);
        return record.Id;
    }

    /// <summary>StopPodSandbox: kills all of its containers; from now on none can be made in it.</summary>
    /// <param name="id">The sandbox; an unknown one has been stopped.</param>
    /// <param name="cancellation">Ends the waiting.</param>
    public async Task StopAsync(string id, CancellationToken cancellation)
    {
        if (inventory.Sandboxes.Find(id) is not { } sandbox)
        {
            return;
        }

        using var held = await sandbox.Gate.HoldAsync(cancellation);
        await StopHeldAsync(sandbox, cancellation);
    }

    /// <summary>RemovePodSandbox: stops it if need be, removes its containers, then itself.</summary>
    /// <param name="id">The sandbox; an unknown one has been removed.</param>
    /// <param name="cancellation">Ends the waiting.</param>
    public async Task RemoveAsync(string id, CancellationToken cancellation)
    {
        if (inventory.Sandboxes.Find(id) is not { } sandbox)
        {
            return;
        }

        using (await sandbox.Gate.HoldAsync(cancellation))
        {
            await StopHeldAsync(sandbox, cancellation);
            foreach (var unit in inventory.ContainersOf(sandbox.Id))
            {
                await containers.RemoveAsync(unit.Id, cancellation);
            }

            store.DeleteSandbox(sandbox.Id);
            inventory.Sandboxes.Remove(sandbox.Id);
            inventory.Release(Inventory.NameOf(sandbox.Config.Metadata));
            cgroups.Host?.RemoveUnusedParents();
        }

        events.Publish(ContainerEventType.ContainerDeletedEvent, sandbox.Id, sandbox.Id);
    }

    private async Task StopHeldAsync(Sandbox sandbox, CancellationToken cancellation)
    {
        await Task.WhenAll(inventory.ContainersOf(sandbox.Id).Select(unit => containers.StopAsync(unit.Id, 0, cancellation)));
        if (sandbox.Record.IsStopped)
        {
            return;
        }

        var stopped = sandbox.Record with { IsStopped = true };
        store.Save(stopped);
        sandbox.Record = stopped;
        events.Publish(ContainerEventType.ContainerStoppedEvent, sandbox.Id, sandbox.Id);
    }

    private static void Check(PodSandboxConfig config, string handler)
    {
        if (config.Metadata is not { Name.Length: > 0, Uid.Length: > 0 })
        {
            throw Failure(StatusCode.InvalidArgument, "config.metadata.name and config.metadata.uid must be set");
        }

        if (handler.Length > 0)
        {
            throw Failure(
                StatusCode.InvalidArgument, $"runtime_handler \"{handler}\" is not known; the embedded runtime has only the default one, \"\"");
        }

        if (CgroupHost.Problem(config.Linux?.CgroupParent ?? "") is { } problem)
        {
            throw Failure(StatusCode.InvalidArgument, problem);
        }

        if (config.Linux is { Sysctls.Count: > 0 } linux)
        {
            throw Failure(
                StatusCode.InvalidArgument,
                $"linux.sysctls: {string.Join(", ", linux.Sysctls.Keys.Order(StringComparer.Ordinal))}: pods of the embedded runtime share the host's "
                + "kernel settings; leave securityContext.sysctls out, or set them on the host");
        }

        try
        {
            _ = LogPath.Create(config.LogDirectory, "0.log");
            SpecBuilder.RefuseUserNamespace(config.Linux?.SecurityContext?.NamespaceOptions);
        }
        catch (Exception error) when (error is SpecException or ArgumentException)
        {
            throw Failure(StatusCode.InvalidArgument, error.Message);
        }
    }

    private static RpcException Failure(StatusCode code, string message) => new(new Status(code, message));
}
