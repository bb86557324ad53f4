using System.Diagnostics;
using System.Diagnostics.Metrics;
using Agent.Node.Runtime;

namespace Agent.Node.Probes;

/// <summary>The probes' instruments, with the kubelet's names; one set per process.</summary>
internal static class ProbeInstruments
{
    private static readonly Meter Meter = new(CriInstruments.Name);

    /// <summary>prober_probe_total.</summary>
    private static readonly Counter<long> Total = Meter.CreateCounter<long>("prober_probe");

    /// <summary>prober_probe_duration_seconds.</summary>
    private static readonly Histogram<double> Duration = Meter.CreateHistogram<double>("prober_probe_duration", "s");

    /// <summary>Probes that said nothing because the agent was late.</summary>
    private static readonly Counter<long> Late = Meter.CreateCounter<long>("agent_prober_late");

    /// <summary>Counts a probe; free of charge while nobody listens.</summary>
    public static void Record(ProbeSetup setup, ProbeSubject subject, ProbeOutcome outcome, TimeSpan took)
    {
        if (outcome == ProbeOutcome.Late)
        {
            Late.Add(1, new KeyValuePair<string, object?>("node", setup.Services.Options.NodeName));
        }

        if (!Total.Enabled && !Duration.Enabled)
        {
            return;
        }

        var tags = new TagList
        {
            { "probe_type", setup.Kind.ToString() },
            { "container", setup.Container },
            { "pod", subject.Pod.Metadata.Name },
            { "namespace", subject.Pod.Metadata.Namespace },
            { "node", setup.Services.Options.NodeName },
        };
        Duration.Record(took.TotalSeconds, tags);
        tags.Add("pod_uid", setup.PodUid);
        tags.Add("result", outcome switch
        {
            ProbeOutcome.Success or ProbeOutcome.Warning => "successful",
            ProbeOutcome.Failure => "failed",
            _ => "unknown",
        });
        Total.Add(1, tags);
    }
}
