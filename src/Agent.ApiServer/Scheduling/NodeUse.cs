namespace Agent.ApiServer.Scheduling;

/// <summary>What the pods of a node take of it.</summary>
internal sealed class NodeUse
{
    private readonly SortedDictionary<string, long> _amounts = new(StringComparer.Ordinal);
    private readonly SortedDictionary<string, int> _ports = new(StringComparer.Ordinal);

    /// <summary>Cpu in thousandths, with what pods count for that ask for none.</summary>
    public long CountedMilliCpu { get; private set; }

    /// <summary>Memory in bytes, with what pods count for that ask for none.</summary>
    public long CountedMemory { get; private set; }

    public long Of(string resource) => _amounts.GetValueOrDefault(resource);

    public bool HasPort(string port) => _ports.ContainsKey(port);

    public void Add(PodDemand pod) => Change(pod, 1);

    public void Remove(PodDemand pod) => Change(pod, -1);

    private void Change(PodDemand pod, int sign)
    {
        CountedMilliCpu += sign * NodeScore.MilliCpu(pod);
        CountedMemory += sign * NodeScore.Memory(pod);
        foreach (var (name, amount) in pod.Requests)
        {
            _amounts[name] = _amounts.GetValueOrDefault(name) + (sign * amount);
        }

        foreach (var port in pod.HostPorts)
        {
            var count = _ports.GetValueOrDefault(port) + sign;
            if (count == 0)
            {
                _ports.Remove(port);
            }
            else
            {
                _ports[port] = count;
            }
        }
    }
}
