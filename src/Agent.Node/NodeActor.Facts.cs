using Agent.Node.Host;
using Agent.Node.Host.Cgroups;
using Agent.Node.Host.Machine;
using Agent.Node.Pods;
using Agent.Node.Resources.Cgroups;
using Agent.Node.Runtime;
using Akka.Actor;

namespace Agent.Node;

/// <summary>What pods need to know of the node before the first of them begins, and its cgroups.</summary>
public sealed partial class NodeActor
{
    private static readonly TimeSpan FactsPeriod = TimeSpan.FromMinutes(1);

    // Pods wait for the first reading, and a file may be on a path that hangs.
    private static readonly TimeSpan FactsDeadline = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan FactsRetry = TimeSpan.FromSeconds(5);

    private FactsRead? _resolver;
    private MachineFacts? _machine;
    private bool _machineAsked;
    private CgroupFacts? _cgroups;

    private void ReadFacts()
    {
        ReadResolver();
        if (_machine is null)
        {
            var call = NextCall();
            _services.Ports.Host.ReadMachineAsync(_host.Begin(Timers, call, "ReadMachine", FactsDeadline))
                .PipeTo(Self, success: machine => new MachineRead(call, machine, null), failure: e => new MachineRead(call, null, HostCalls.Describe(e)));
        }

        PrepareCgroups();
    }

    private void ReadResolver()
    {
        if (_services.Options.ResolvConf.Length == 0)
        {
            _resolver = new FactsRead(default, null, null);
            TellFacts();
            Timers.StartSingleTimer(ReadFactsNow.Instance, ReadFactsNow.Instance, FactsPeriod);
            return;
        }

        var call = NextCall();
        _services.Ports.Host.ReadTextAsync(_services.Options.ResolvConf, _host.Begin(Timers, call, "ReadText", FactsDeadline))
            .PipeTo(Self, success: text => new FactsRead(call, text, null), failure: e => new FactsRead(call, null, HostCalls.Describe(e)));
    }

    private void OnFactsRead(FactsRead read)
    {
        if (read.Error is { } error)
        {
            LogFactsFailed(_services.Options.ResolvConf, error);
        }
        else
        {
            _resolver = read;
            TellFacts();
        }

        Timers.StartSingleTimer(ReadFactsNow.Instance, ReadFactsNow.Instance, read.Error is null ? FactsPeriod : FactsRetry);
    }

    private void OnMachineRead(MachineRead read)
    {
        if (read.Error is { } error)
        {
            LogFactsFailed("/proc", error);
        }

        _machine = read.Machine;
        _machineAsked = true;
        TellFacts();
    }

    /// <summary>Makes the groups that pods' own go into, once the runtime has said who manages cgroups.</summary>
    private void PrepareCgroups()
    {
        if (_abilities is null || _cgroups is { IsReady: true } || (_cgroups is not null && !_services.Options.CgroupsPerQos) || _host.IsUnderWay(nameof(PrepareCgroups)))
        {
            return;
        }

        var names = CgroupNames.For(_services.Options, NodeFacts.None with { Abilities = _abilities });
        IReadOnlyList<CgroupSettings> groups = _services.Options.CgroupsPerQos ? PodCgroups.Roots(names) : [];
        var call = NextCall();
        _services.Ports.Host.PrepareCgroupsAsync(groups, _host.Begin(Timers, call, nameof(PrepareCgroups), FactsDeadline))
            .PipeTo(
                Self,
                success: facts => new CgroupsPrepared(call, facts),
                failure: e => new CgroupsPrepared(call, new CgroupFacts { Problem = HostCalls.Describe(e) }));
    }

    private void OnCgroupsPrepared(CgroupsPrepared prepared)
    {
        var facts = prepared.Facts;
        if (facts.Problem.Length > 0 && facts.Problem != _cgroups?.Problem && _services.Options.CgroupsPerQos)
        {
            LogNoCgroups(facts.Problem);
        }

        _cgroups = facts;
        TellFacts();
    }

    /// <summary>Tells the pods, once all is known that can be.</summary>
    private void TellFacts()
    {
        if (_resolver is null || !_machineAsked || _cgroups is null)
        {
            return;
        }

        var facts = new NodeFacts(_resolver.ResolvConf, _services.Options.NodeIps)
        {
            Machine = _machine ?? new MachineFacts(),
            Cgroups = _cgroups,
            Abilities = _abilities,
        };
        if (facts != _facts)
        {
            _facts = facts;
            _pods.Tell(facts);
        }
    }

    private CallId NextCall() => new(0, _services.Memory.Calls.Next());

    private sealed record FactsRead(CallId Call, string? ResolvConf, string? Error);

    private sealed record MachineRead(CallId Call, MachineFacts? Machine, string? Error);

    private sealed record CgroupsPrepared(CallId Call, CgroupFacts Facts);

    private sealed class ReadFactsNow
    {
        public static readonly ReadFactsNow Instance = new();
    }
}
