using System.Globalization;
using Agent.Cri.Protocol;
using Agent.Simulation.Faults;
using Agent.Simulation.Host;
using Agent.Simulation.Ports;
using Grpc.Core;

namespace Agent.Simulation.Runtime;

/// <summary>
/// A container runtime in memory that behaves as containerd does through the CRI: states of sandboxes, containers and images,
/// reserved names, idempotent stops, events. Its programs run in virtual time and go on while the runtime itself is down.
/// </summary>
public sealed partial class SimulatedRuntime
{
    private readonly Simulation _simulation;
    private readonly SimulatedHost _host;
    private readonly SimulatedRuntimeOptions _options;
    private readonly SimulatedPort _port;
    private readonly SortedDictionary<string, SimulatedSandbox> _sandboxes = new(StringComparer.Ordinal);
    private readonly SortedDictionary<string, SimulatedContainer> _containers = new(StringComparer.Ordinal);
    private readonly SortedDictionary<string, string> _names = new(StringComparer.Ordinal);
    private int _addresses;

    internal SimulatedRuntime(Simulation simulation, string node, SimulatedHost host, SimulatedRuntimeOptions options)
    {
        _simulation = simulation;
        _host = host;
        _options = options;
        _host.Listener = Listener;
        _port = new SimulatedPort(simulation, node + "/runtime", fault => new RpcException(new Status(fault.Code, fault.Message)));
    }

    /// <summary>Raised when something has happened, in the event of the simulation in which it does.</summary>
    public event Action<RuntimeFact>? Happened;

    /// <summary>What goes wrong with the agent's calls.</summary>
    public FaultPlan Faults => _port.Faults;

    /// <summary>Where images come from, and what their programs do.</summary>
    public SimulatedRegistry Registry { get; } = new();

    /// <summary>The handlers that it tells of; none: it tells nothing of them.</summary>
    public IList<RuntimeHandler> Handlers { get; } = [];

    /// <summary>The sandboxes it has, by identifier.</summary>
    public IReadOnlyCollection<SimulatedSandbox> Sandboxes => _sandboxes.Values;

    /// <summary>The containers it has, by identifier.</summary>
    public IReadOnlyCollection<SimulatedContainer> Containers => _containers.Values;

    /// <summary>The network plug-in is ready, as the health call says.</summary>
    public bool IsNetworkReady { get; set; } = true;

    /// <summary>While true every call fails at once with Unavailable and event streams end; programs go on.</summary>
    public bool IsDown
    {
        get => _port.Outage is not null;
        set
        {
            _port.Outage = value ? new RpcException(new Status(StatusCode.Unavailable, "connection refused")) : null;
            if (value)
            {
                EndStreams();
            }
        }
    }

    /// <summary>While true no call has an effect or an answer and no event arrives; afterwards those that were not cancelled go on.</summary>
    public bool IsHung
    {
        get => _port.IsHung;
        set => _port.IsHung = value;
    }

    /// <summary>Share of events that get lost, from 0 to 1.</summary>
    public double EventLoss { get; set; }

    private long Nanoseconds => (_port.Clock.Now - DateTimeOffset.UnixEpoch).Ticks * 100;

    /// <summary>A container's program ends now, as if by itself.</summary>
    public void Exit(string containerId, int exitCode)
    {
        if (_containers.TryGetValue(containerId, out var container))
        {
            End(container, exitCode, exitCode == 0 ? "Completed" : "Error");
        }
    }

    /// <summary>The machine starts anew: nothing runs any more, what exists stays as it is. The exit codes are 255.</summary>
    public void Reboot()
    {
        foreach (var container in _containers.Values.ToList())
        {
            End(container, 255, "Unknown");
        }

        foreach (var sandbox in _sandboxes.Values)
        {
            sandbox.IsReady = false;
        }
    }

    private Task<T> Call<T>(CallSubject subject, object request, LatencyRange latency, Action<SimulatedCall<T>> effect, CancellationToken cancellation) =>
        _port.Call(subject, request, latency, effect, cancellation);

    private Task<T> Read<T>(CallSubject subject, object request, Func<T> effect, CancellationToken cancellation) =>
        _port.Call<T>(subject, request, _options.Latencies.Read, call => call.Return(effect()), cancellation);

    private CallSubject OfSandbox(string method, string id) => _sandboxes.TryGetValue(id, out var sandbox)
        ? new CallSubject(method, sandbox.Config.Metadata.Uid, sandbox.Config.Metadata.Name)
        : new CallSubject(method);

    private CallSubject OfContainer(string method, string id) => _containers.TryGetValue(id, out var container)
        ? new CallSubject(method, container.Sandbox.Config.Metadata.Uid, container.Sandbox.Config.Metadata.Name, container.Name)
        : new CallSubject(method);

    private void Tell(RuntimeFactKind kind, SimulatedSandbox sandbox)
    {
        var metadata = sandbox.Config.Metadata;
        Happened?.Invoke(new RuntimeFact(_simulation.Elapsed, kind, metadata.Uid, metadata.Name, "", sandbox.Id));
    }

    private void Tell(RuntimeFactKind kind, SimulatedContainer container)
    {
        var metadata = container.Sandbox.Config.Metadata;
        Happened?.Invoke(new RuntimeFact(
            _simulation.Elapsed, kind, metadata.Uid, metadata.Name, container.Name, container.Id, container.RestartCount, container.ExitCode));
    }

    private string NewId() => string.Concat(Enumerable.Range(0, 4).Select(_ => _port.Random.NextBits().ToString("x16", CultureInfo.InvariantCulture)));

    private static SimulatedFailureException Failure(StatusCode code, string message) => new(new RpcException(new Status(code, message)));

    private void Reserve(string kind, string name, string id)
    {
        if (_names.TryGetValue(name, out var holder))
        {
            throw Failure(StatusCode.Unknown, $"failed to reserve {kind} name \"{name}\": name \"{name}\" is reserved for \"{holder}\"");
        }

        _names.Add(name, id);
    }

    private static bool Selects(IDictionary<string, string>? selector, IDictionary<string, string> labels) =>
        selector is null || selector.All(s => labels.TryGetValue(s.Key, out var value) && value == s.Value);
}
