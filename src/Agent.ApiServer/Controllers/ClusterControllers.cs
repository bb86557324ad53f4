using Agent.ApiServer.Scheduling;
using Agent.ApiServer.Store;

namespace Agent.ApiServer.Controllers;

/// <summary>
/// The scheduler and the controllers of a small cluster. Nothing runs by itself: the owner calls <see cref="Run"/> when
/// <see cref="HasWork"/> or at <see cref="NextDue"/>, and gets the same result for the same store, clock and randomness.
/// </summary>
public sealed class ClusterControllers : IDisposable
{
    private readonly ObjectStore _store;
    private readonly OwnerIndex _owners = new();
    private readonly Controller[] _controllers;

    /// <summary>Controllers over a server's store, which learn what it holds already.</summary>
    public ClusterControllers(StoreApiServer server, ControllerOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(server);
        _store = server.Store;
        var settings = options ?? new ControllerOptions();
        var cluster = new ClusterWriter(server, _owners);
        _controllers =
        [
            new NamespaceController(cluster),
            new GarbageCollector(cluster),
            new DeploymentController(cluster),
            new ReplicaSetController(cluster),
            new DaemonSetController(cluster),
            new JobController(cluster),
            new NodeLifecycle(cluster, settings),
            new PodEvictor(cluster),
            new DisruptionController(cluster),
            new Scheduler(cluster),
        ];
        _store.Run(() =>
        {
            foreach (var definition in Resources.ResourceCatalog.All)
            {
                foreach (var value in _store.List(definition))
                {
                    Note(null, value);
                }
            }

            _store.Changed += Note;
            return 0;
        });
    }

    /// <summary>What the server refused to a controller, which tries again later; for logs.</summary>
    public event Action<string>? Refused;

    /// <summary>Something is to be done now.</summary>
    public bool HasWork => _store.Run(() => Array.Exists(_controllers, c => c.HasWork));

    /// <summary>When something is to be done if nothing changes before; null: nothing.</summary>
    public DateTimeOffset? NextDue => _store.Run(() => _controllers.Select(c => c.NextDue).Min());

    /// <summary>Does what is to be done, and what follows from it, up to a number of steps.</summary>
    /// <param name="steps">The most steps; each looks at one object.</param>
    /// <returns>How many steps were taken; as many as allowed: there is more.</returns>
    public int Run(int steps = 100_000)
    {
        var now = _store.Options.Time.GetUtcNow();
        var taken = 0;
        for (var isBusy = true; isBusy && taken < steps;)
        {
            isBusy = false;
            foreach (var controller in _controllers)
            {
                while (taken < steps && _store.Run(() => controller.Step(now, Refused)))
                {
                    taken++;
                    isBusy = true;
                }
            }
        }

        return taken;
    }

    /// <summary>Hears of no more changes.</summary>
    public void Dispose() => _store.Changed -= Note;

    private void Note(StoredObject? before, StoredObject? after)
    {
        _owners.Note(before, after);
        foreach (var controller in _controllers)
        {
            controller.Note(before, after);
        }
    }
}
