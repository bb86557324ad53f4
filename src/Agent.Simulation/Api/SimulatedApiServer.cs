using Agent.Kubernetes.Api;
using Agent.Node.Hosting;
using Agent.Simulation.Faults;
using Agent.Simulation.Ports;

namespace Agent.Simulation.Api;

/// <summary>The way of one client to the API server of a simulation: it takes time, breaks and hangs as told.</summary>
public sealed class SimulatedApiServer : IApiServer, IHeartbeatConnections
{
    private readonly SimulatedCluster _cluster;
    private readonly SimulatedPort _port;
    private readonly LatencyRange _latency;
    private readonly List<SimulatedWatch> _watches = [];

    internal SimulatedApiServer(Simulation simulation, SimulatedCluster cluster, string client, LatencyRange latency)
    {
        _cluster = cluster;
        _latency = latency;
        _port = new SimulatedPort(simulation, client + "/api", fault => new ApiConnectionException(fault.Message, requestSent: true));
    }

    /// <summary>What goes wrong with the client's requests. Their method is verb and resource, e.g. <c>Patch pods/status</c>.</summary>
    public FaultPlan Faults => _port.Faults;

    /// <summary>Watches that are open.</summary>
    public int OpenWatches => _watches.Count;

    /// <summary>While true every request fails at once, and watches break.</summary>
    public bool IsDown
    {
        get => _port.Outage is not null;
        set
        {
            _port.Outage = value ? new ApiConnectionException("connection refused", requestSent: false) : null;
            if (value)
            {
                BreakWatches();
            }
        }
    }

    /// <summary>While true nothing is answered and no event arrives; afterwards what waited goes on.</summary>
    public bool IsHung
    {
        get => _port.IsHung;
        set => _port.IsHung = value;
    }

    /// <summary>Requests so far that were no readings.</summary>
    public long Writes { get; private set; }

    /// <summary>
    /// While true the connection of heartbeats is dead and nobody knows: no request on it is answered. Closing it ends that.
    /// </summary>
    public bool IsHeartbeatConnectionDead { get; set; }

    /// <summary>How often the connections of heartbeats have been closed.</summary>
    public int HeartbeatResets { get; private set; }

    /// <inheritdoc/>
    public void Reset()
    {
        HeartbeatResets++;
        IsHeartbeatConnectionDead = false;
    }

    /// <inheritdoc/>
    public Task<ApiResponse> SendAsync(ApiRequest request, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(request);
        Writes += request.Verb is ApiVerb.Get or ApiVerb.List ? 0 : 1;
        return request.Connection == ApiConnection.Heartbeat && IsHeartbeatConnectionDead
            ? Never(cancellation)
            : _port.Call<ApiResponse>(
                Subject(request),
                request,
                _latency,
                call => call.Return(_cluster.Server.SendAsync(request, CancellationToken.None).Result),
                cancellation);
    }

    /// <inheritdoc/>
    public Task<ApiWatchResult> WatchAsync(ApiRequest request, CancellationToken cancellation) => _port.Call<ApiWatchResult>(
        Subject(request),
        request,
        _latency,
        call =>
        {
            var opened = _cluster.Server.WatchAsync(request, CancellationToken.None).Result;
            if (opened.Watch is not { } inner)
            {
                call.Return(opened);
                return;
            }

            var watch = new SimulatedWatch(_port, inner, _latency, w => _watches.Remove(w));
            _watches.Add(watch);
            call.Return(new ApiWatchResult(watch, null));
        },
        cancellation);

    private static Task<ApiResponse> Never(CancellationToken cancellation)
    {
        var answer = new TaskCompletionSource<ApiResponse>();
        cancellation.Register(() => answer.TrySetCanceled(cancellation));
        return answer.Task;
    }

    private void BreakWatches()
    {
        foreach (var watch in _watches.ToList())
        {
            watch.Break();
        }
    }

    private static CallSubject Subject(ApiRequest request)
    {
        var method = $"{request.Verb} {request.Resource}{(request.Subresource is null ? "" : "/" + request.Subresource)}";
        return request.Resource.Plural == "pods"
            ? new CallSubject(method, PodName: request.Name ?? "")
            : new CallSubject(method, Container: request.Name ?? "");
    }
}
