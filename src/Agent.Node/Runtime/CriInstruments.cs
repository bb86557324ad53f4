using System.Diagnostics;
using System.Diagnostics.Metrics;

namespace Agent.Node.Runtime;

/// <summary>The gateway's instruments; one set per process, told apart by the tag <c>node</c>.</summary>
internal static class CriInstruments
{
    public const string Name = "Agent.Node";

    public static readonly ActivitySource Spans = new(Name);

    private static readonly Meter Meter = new(Name);

    /// <summary>kubelet_runtime_operations_total.</summary>
    public static readonly Counter<long> Operations = Meter.CreateCounter<long>("kubelet_runtime_operations");

    /// <summary>kubelet_runtime_operations_errors_total.</summary>
    public static readonly Counter<long> Errors = Meter.CreateCounter<long>("kubelet_runtime_operations_errors");

    /// <summary>kubelet_runtime_operations_duration_seconds: from sending to answer, without the wait for lane and slot.</summary>
    public static readonly Histogram<double> Duration =
        Meter.CreateHistogram<double>("kubelet_runtime_operations_duration", "s");

    /// <summary>Time a call waited for its lane and slot.</summary>
    public static readonly Histogram<double> Waited = Meter.CreateHistogram<double>("agent_runtime_operations_wait", "s");

    /// <summary>Calls given up at their deadline.</summary>
    public static readonly Counter<long> Abandoned = Meter.CreateCounter<long>("agent_runtime_operations_abandoned");

    /// <summary>kubelet_pleg_relist_duration_seconds.</summary>
    public static readonly Histogram<double> RelistDuration = Meter.CreateHistogram<double>("kubelet_pleg_relist_duration", "s");

    /// <summary>Changes that a full relist found and no event had announced.</summary>
    public static readonly Counter<long> MissedEvents = Meter.CreateCounter<long>("agent_runtime_missed_events");
}
