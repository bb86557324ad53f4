using System.Text;
using Agent.Node.Host;
using Agent.Simulation.Faults;
using Agent.Simulation.Ports;

namespace Agent.Simulation.Host;

/// <summary>The files of a simulated node: manifests that can be watched, logs, links.</summary>
public sealed partial class SimulatedHost
{
    private static readonly LatencyRange Latency = LatencyRange.Milliseconds(0.05, 2);

    private readonly SortedDictionary<string, SimulatedFile> _files = new(StringComparer.Ordinal);
    private readonly List<Watch> _watches = [];
    private readonly SimulatedPort _port;

    internal SimulatedHost(Simulation simulation, string node)
    {
        _port = new SimulatedPort(simulation, node + "/host", fault => new IOException(fault.Message));
        Machine = MachineOf(node);
    }

    /// <summary>What goes wrong with the agent's calls; their names are those of <see cref="IHost"/> without Async.</summary>
    public FaultPlan Faults => _port.Faults;

    /// <summary>Paths of all files and links, in order.</summary>
    public IReadOnlyCollection<string> Files => _files.Keys;

    /// <summary>Writes a file, and its directories.</summary>
    public void Write(string path, string text)
    {
        _files[path] = new SimulatedFile(Encoding.UTF8.GetBytes(text), null);
        Changed(path);
    }

    /// <summary>Deletes a file, if it exists.</summary>
    public void Delete(string path)
    {
        if (_files.Remove(path))
        {
            Changed(path);
        }
    }

    /// <summary>The text of a file; null if there is none.</summary>
    public string? Read(string path) => _files.TryGetValue(path, out var file) ? Encoding.UTF8.GetString(file.Content.Span) : null;

    private void Changed(string path)
    {
        foreach (var watch in _watches.Where(w => IsAtOrBelow(path, w.Path)).ToList())
        {
            _port.Clock.Schedule(Latency.Draw(_port.Random), () =>
            {
                if (_watches.Contains(watch))
                {
                    watch.OnChange(FileChange.Complete);
                }
            });
        }
    }

    private Task<T> Call<T>(string method, string path, Func<T> effect, CancellationToken cancellation) => _port.Call<T>(
        new CallSubject(method, Container: path), path, Latency, call => call.Return(effect()), cancellation);

    private IEnumerable<string> Below(string directory) => _files.Keys.Where(f => f != directory && IsAtOrBelow(f, directory));

    private static bool IsAtOrBelow(string path, string directory) =>
        path == directory || path.StartsWith(directory.TrimEnd('/') + "/", StringComparison.Ordinal);

    private sealed record SimulatedFile(ReadOnlyMemory<byte> Content, string? LinkTarget);

    private sealed record Watch(string Path, Action<FileChange> OnChange);
}
