using Agent.Simulation.Faults;
using Agent.Simulation.Nodes;
using Agent.Simulation.Randomness;
using Akka.Actor;
using Grpc.Core;

namespace Agent.Simulation.Scenarios;

/// <summary>Makes things go wrong on a node: one trouble at random at a time, each over after a while.</summary>
internal sealed class FaultDriver(Simulation simulation, SimulatedNode node, SeededRandom random, Action<string> note)
{
    private static readonly string[] Calls =
    [
        "RunPodSandbox", "StopPodSandbox", "RemovePodSandbox", "PodSandboxStatus", "ListPodSandbox", "CreateContainer", "StartContainer",
        "StopContainer", "RemoveContainer", "ListContainers", "ContainerStatus", "ImageStatus", "PullImage", "Status",
    ];

    private static readonly string[] HostCalls =
        ["ReadManifests", "ReadText", "PrepareContainerLogs", "PruneContainerLogs", "ListDirectories", "DeleteTree",
        "SetUpEmptyDir", "WriteFiles", "CheckHostPath", "SetUpSubPath", "TearDownVolume", "TearDownPod"];

    private static readonly StatusCode[] Codes = [StatusCode.Unknown, StatusCode.Unavailable, StatusCode.DeadlineExceeded, StatusCode.Internal];

    /// <summary>Actors that are killed, the node's own too: what throws is restarted, and nothing may be lost by it.</summary>
    private static readonly string[] Actors = ["", "runtime", "images", "pods", "pods/pleg", "pods/housekeeping", "health", "sources", "sources/file"];

    /// <summary>Begins a trouble.</summary>
    /// <param name="pods">UIDs of pods to trouble.</param>
    public void Trouble(IReadOnlyList<string> pods)
    {
        var pod = pods.Count > 0 ? pods[random.Next(pods.Count)] : null;
        switch (random.Next(12))
        {
            case 0:
                For("the runtime is down", TimeSpan.FromMinutes(1), () => node.Runtime.IsDown = true, () => node.Runtime.IsDown = false);
                break;
            case 1:
                For("the runtime hangs", TimeSpan.FromMinutes(1), () => node.Runtime.IsHung = true, () => node.Runtime.IsHung = false);
                break;
            case 2:
                For("events get lost", TimeSpan.FromMinutes(5), () => node.Runtime.EventLoss = random.NextDouble(), () => node.Runtime.EventLoss = 0);
                break;
            case 3:
                For("the network is not ready", TimeSpan.FromMinutes(1), () => node.Runtime.IsNetworkReady = false, () => node.Runtime.IsNetworkReady = true);
                break;
            case 4:
                ExitSomeContainer();
                break;
            case 5:
                var actor = random.Chance(0.4) && pod is not null ? SomeActorOf(pod) : Actors[random.Next(Actors.Length)];
                note($"kill {node.Name}/{actor}");
                simulation.System.ActorSelection($"/user/{node.Name}/{actor}".TrimEnd('/')).Tell(Kill.Instance);
                break;
            case 6 when random.Chance(0.3):
                note("the machine starts anew");
                node.Stop();
                node.Runtime.Reboot();
                node.Host.Reboot();
                node.Start();
                break;
            case 7:
                note("the agent is started anew");
                node.Stop();
                node.Start();
                break;
            case 8:
                Faulty(node.Host.Faults, HostCalls[random.Next(HostCalls.Length)], null);
                break;
            default:
                Faulty(node.Runtime.Faults, Calls[random.Next(Calls.Length)], random.Chance(0.5) ? pod : null);
                break;
        }
    }

    /// <summary>Ends all troubles.</summary>
    public void End()
    {
        note("no more faults");
        node.Runtime.Faults.Clear();
        node.Host.Faults.Clear();
        node.Runtime.EventLoss = 0;
        node.Runtime.IsDown = false;
        node.Runtime.IsHung = false;
        node.Runtime.IsNetworkReady = true;
    }

    private void Faulty(FaultPlan plan, string method, string? pod)
    {
        var fault = new Fault
        {
            Kind = (FaultKind)random.Next(5),
            Method = method,
            Pod = pod,
            Probability = random.NextDouble(),
            Code = Codes[random.Next(Codes.Length)],
            Delay = random.Between(TimeSpan.Zero, TimeSpan.FromSeconds(20)),
            Times = random.Chance(0.5) ? random.Next(1, 4) : null,
        };
        IDisposable? lift = null;
        For($"{fault}", TimeSpan.FromMinutes(2), () => lift = plan.Add(fault), () => lift?.Dispose());
    }

    private void For(string what, TimeSpan most, Action begin, Action end)
    {
        var time = random.Between(TimeSpan.Zero, most);
        note($"{what}, for {time}");
        begin();
        simulation.Schedule(time, end);
    }

    private void ExitSomeContainer()
    {
        var containers = node.Runtime.Containers.ToList();
        if (containers.Count > 0)
        {
            var container = containers[random.Next(containers.Count)];
            note($"{container.Name} of {container.Sandbox.Config.Metadata.Uid} ends");
            node.Runtime.Exit(container.Id, random.Next(3));
        }
    }

    private string SomeActorOf(string pod)
    {
        var said = node.Board.Pods.FirstOrDefault(p => p.Uid == pod);
        List<string> names = said is null ? [] : [.. said.Containers.Select(c => "container:" + c.Name), .. said.Volumes.Select(v => "volume:" + v.Name)];
        return names.Count > 0 && random.Chance(0.6) ? $"pods/{pod}/{names[random.Next(names.Count)]}" : $"pods/{pod}";
    }
}
