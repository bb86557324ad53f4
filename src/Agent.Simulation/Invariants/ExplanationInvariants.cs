using Agent.Node.Explain;

namespace Agent.Simulation.Invariants;

/// <summary>Every pod that is not settled says what it waits for, or when its next step is due; and no such time has passed.</summary>
internal sealed class ExplanationInvariants(Simulation simulation, Action<string, string> violated)
{
    // Turns of actors may come late, and a retry takes a moment to begin.
    private static readonly TimeSpan Tolerance = TimeSpan.FromSeconds(2);

    private static readonly string[] Settled = ["Running", "Terminated", "Rejected", "Finished"];

    public void Check(IEnumerable<PodExplanation> pods)
    {
        foreach (var pod in pods.Where(p => !Settled.Contains(p.State)))
        {
            if (pod.WaitingFor.Length == 0 && pod.NextTimer is null)
            {
                violated("a pod that is not settled says what it waits for", $"{pod.PodName} ({pod.Uid}) is {pod.State}");
            }

            if (pod.NextTimer is { } timer && timer.At < simulation.Time.GetUtcNow() - Tolerance)
            {
                violated("a pod's next timer is not overdue", $"{pod.PodName} ({pod.Uid}) is {pod.State}: {timer.Name} at {timer.At:O}");
            }
        }
    }
}
