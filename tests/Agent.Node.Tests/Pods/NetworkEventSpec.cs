using Agent.Kubernetes;
using Agent.Node.Events;
using Agent.Node.Hosting;
using Agent.Node.Pods;
using Agent.Node.Runtime;
using Agent.Node.Sources;
using Agent.Node.WellKnown;
using Agent.Simulation.Nodes;
using Akka.Actor;
using Microsoft.Extensions.Logging.Abstractions;

namespace Agent.Node.Tests.Pods;

/// <summary>What pods say of the network and the resolver that they are to get.</summary>
public sealed class NetworkEventSpec : IDisposable
{
    private readonly Simulation.Simulation _time = Simulation.Simulation.Create(1);
    private readonly List<RecordEvent> _events = [];
    private int _pods;

    public void Dispose() => _time.Dispose();

    [Fact]
    public void Network_NotReady_IsSaidOnceByThePodThatWaits()
    {
        var down = new RuntimeHealth(true, false, "no network") { RuntimeName = "r", NetworkError = "cni plugin not initialized" };
        var pods = Start(new NodeOptions { NodeName = "n", ResolvConf = "" });
        pods.Tell(new RuntimeHealthChanged(down));
        Add(pods, new V1PodSpec());
        Add(pods, new V1PodSpec { HostNetwork = true });
        pods.Tell(new RuntimeHealthChanged(down with { Message = "still no network" }));
        _time.Advance(TimeSpan.FromSeconds(5));

        var said = Assert.Single(_events, e => e.Reason == "NetworkNotReady");
        Assert.Equal((EventKind.Warning, "network is not ready: cni plugin not initialized"), (said.Kind, said.Message));
        Assert.Equal("pod0", said.Subject.Name);
    }

    [Fact]
    public void Dns_NoClusterServersAndTooManyOfThePods_IsSaidByPodAndNode()
    {
        var pods = Start(new NodeOptions { NodeName = "n" });
        pods.Tell(new RuntimeHealthChanged(new RuntimeHealth(true, true, "") { RuntimeName = "r" }));
        Add(pods, new V1PodSpec { DnsConfig = new V1PodDNSConfig { Nameservers = ["1.1.1.1", "2.2.2.2", "3.3.3.3", "4.4.4.4"] } });
        _time.Advance(TimeSpan.FromSeconds(5));

        Assert.Equal(["Node", "Pod"], _events.Where(e => e.Reason == "MissingClusterDNS").Select(e => e.Subject.Kind));
        Assert.EndsWith("1.1.1.1 2.2.2.2 3.3.3.3", Assert.Single(_events, e => e.Reason == "DNSConfigForming").Message, StringComparison.Ordinal);
    }

    private IActorRef Start(NodeOptions options)
    {
        var node = new SimulatedNode(_time, new SimulatedNodeOptions());
        var services = new NodeServices(
            options, new NodePorts(node.Runtime, node.Runtime, node.Host), _time.Time, _time.RandomFor("test"), NullLoggerFactory.Instance, new());
        var gateway = _time.System.ActorOf(RuntimeActor.Props(services), "runtime");
        var events = _time.System.ActorOf(Props.Create(() => new Recorder(_events)), "events");
        var pods = _time.System.ActorOf(
            PodsActor.Props(new PodsSetup(
                services, gateway, ActorRefs.Nobody, ActorRefs.Nobody, ActorRefs.Nobody, ActorRefs.Nobody, events)),
            "pods");
        pods.Tell(new NodeFacts(null, []));
        pods.Tell(new PodChanges([], true));
        _time.Advance(TimeSpan.FromSeconds(5));
        return pods;
    }

    private void Add(IActorRef pods, V1PodSpec spec)
    {
        var name = $"pod{_pods++}";
        var pod = new V1Pod
        {
            Metadata = new V1ObjectMeta
            {
                Name = name,
                Namespace = "default",
                Uid = "uid-" + name,
                Annotations = new Dictionary<string, string> { [PodAnnotations.ConfigSource] = PodSourceNames.Api },
            },
            Spec = spec with { Containers = [new V1Container { Name = "c", Image = "app:v1" }] },
        };
        pods.Tell(new PodChanges([new PodChange(PodChangeKind.Add, pod)], false));
    }

    private sealed class Recorder(List<RecordEvent> events) : UntypedActor
    {
        protected override void OnReceive(object message) => events.Add((RecordEvent)message);
    }
}
