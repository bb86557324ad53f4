using Agent.Kubernetes;
using Agent.Node.Containers;
using Agent.Node.Explain;
using Agent.Node.Host.Linux;
using Agent.Node.Hosting;
using Agent.Node.Probes;
using Agent.Node.Runtime;
using Akka.Actor;
using Microsoft.Extensions.Logging.Abstractions;

namespace Agent.Benchmarks.Probes;

/// <summary>Stands for the containers: the agent's own probe actors, on the real host, as its children.</summary>
internal sealed class ProbeParent : UntypedActor
{
    private readonly IReadOnlyList<int> _ports;
    private readonly int _probes;
    private readonly bool _http;
    private readonly LinuxHost _host;
    private readonly Action _ready;

    public ProbeParent(IReadOnlyList<int> ports, int probes, bool http, LinuxHost host, Action ready)
    {
        (_ports, _probes, _http, _host, _ready) = (ports, probes, http, host, ready);
    }

    protected override void PreStart()
    {
        // Neither a runtime nor an image is ever asked for.
        var services = new NodeServices(
            new NodeOptions { NodeName = "node" }, new NodePorts(null!, null!, _host), TimeProvider.System, new Random(1), NullLoggerFactory.Instance, new ExplainBoard());
        var pod = new V1Pod { Metadata = new V1ObjectMeta { Name = "pod", Namespace = "default", Uid = "uid" } };
        for (var i = 0; i < _probes; i++)
        {
            var port = _ports[i % _ports.Count];
            var probe = new V1Probe { PeriodSeconds = 1, TimeoutSeconds = 1, SuccessThreshold = 1, FailureThreshold = 3 };
            probe = _http
                ? probe with { HttpGet = new V1HTTPGetAction { Path = "/healthz", Port = port } }
                : probe with { TcpSocket = new V1TCPSocketAction { Port = port } };
            var actor = Context.ActorOf(ProbeActor.Props(new ProbeSetup(
                services, ActorRefs.Nobody, ActorRefs.Nobody, "uid", "pod", "main", ContainerKind.Regular, ProbeKind.Readiness, new CallNumbers(), NullLogger.Instance)));
            actor.Tell(new ProbeActor.Watch(
                new ProbeSubject(pod, new V1Container { Name = "main", ReadinessProbe = probe }, "id", TimeProvider.System.GetUtcNow(), "127.0.0.1"),
                ProbeResult.Failure,
                IsGated: false));
        }
    }

    protected override void OnReceive(object message)
    {
        if (message is ProbeActor.Verdict { Report.Result: ProbeResult.Success })
        {
            _ready();
        }
        else if (message is ProbeActor.Verdict verdict)
        {
            Console.Error.WriteLine($"a probe failed: {verdict.Report.Detail}");
        }
    }
}
