using Agent.Cri;
using Agent.EndToEnd.Tests.Fixtures;
using Agent.EndToEnd.Tests.Fixtures.Agents;
using Agent.EndToEnd.Tests.Fixtures.Containerd;
using Agent.EndToEnd.Tests.Fixtures.Processes;

namespace Agent.Benchmarks.Density;

/// <summary>Lets an idle agent start pods from manifests that appear all at once.</summary>
internal sealed class AgentBurst(CriClient client, ContainerdServer server, LabDirectory lab, string agentPath, int warmUp, bool countCalls = false)
{
    private readonly RuntimeObserver _observer = new(client);

    /// <summary>
    /// From the first manifest until the runtime shows all running; afterwards the pods are gone and the agent has ended, so
    /// that it does not work while the bare client is measured.
    /// </summary>
    public async Task<BurstResult> MeasureAsync(int pods)
    {
        await using var proxy = countCalls ? await RuntimeProxy.StartAsync(lab.Combine("burst.sock"), server.Socket) : null;
        await using var agent = await AgentProcess.StartAsync(lab, agentPath, proxy?.Endpoint ?? server.Endpoint);
        if (warmUp > 0)
        {
            await _observer.TimeAsync(warmUp, () => DropAsync(agent, warmUp));
            agent.Manifests.Clear();
            await RuntimeCleaner.WaitUntilQuietAsync(client);
        }

        var cpuBefore = ProcessTable.CpuTime(agent.Process.Id) ?? throw new InvalidOperationException("The agent has ended");
        proxy?.Take();
        var time = await _observer.TimeAsync(pods, () => DropAsync(agent, pods));
        var cpu = ProcessTable.CpuTime(agent.Process.Id) - cpuBefore;
        var resident = ProcessTable.ResidentBytes(agent.Process.Id);
        proxy?.PrintTotals("agent");

        agent.Manifests.Clear();
        await RuntimeCleaner.WaitUntilQuietAsync(client);
        return new BurstResult(time, cpu ?? TimeSpan.Zero, resident ?? 0);
    }

    private static Task DropAsync(AgentProcess agent, int pods)
    {
        agent.Manifests.WriteAll(Enumerable.Range(0, pods).ToDictionary(DensityPod.Name, DensityPod.Manifest));
        return Task.CompletedTask;
    }
}
