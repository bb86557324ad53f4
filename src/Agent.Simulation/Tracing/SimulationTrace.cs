using System.Globalization;
using System.Text;

namespace Agent.Simulation.Tracing;

/// <summary>
/// A fingerprint of all that happened: every message that an agent's actor was sent, every turn an actor got, every call of a
/// port and its answer, each with its content. Two runs that differ anywhere have different hashes; the lines tell where.
/// </summary>
public sealed class SimulationTrace
{
    private const ulong Offset = 14695981039346656037;
    private const ulong Prime = 1099511628211;

    private readonly StringBuilder _line = new();
    private ulong _hash = Offset;

    /// <summary>Whether it is kept; it costs several times the simulation itself. Off at first.</summary>
    public bool IsOn { get; set; }

    /// <summary>Gets each entry as a line of text, for comparing two runs; null: the hash is enough.</summary>
    public Action<string>? OnLine { get; set; }

    /// <summary>FNV-1a over all entries so far.</summary>
    public string Hash => _hash.ToString("x16", CultureInfo.InvariantCulture);

    /// <summary>Entries so far.</summary>
    public long Count { get; private set; }

    internal void Pick(string path)
    {
        if (IsOn && path.StartsWith(Simulation.UserPath, StringComparison.Ordinal))
        {
            _line.Clear().Append("run ").Append(path);
            Write();
        }
    }

    internal void Message(TimeSpan at, string path, object message)
    {
        if (path.StartsWith(Simulation.UserPath, StringComparison.Ordinal))
        {
            _line.Clear().Append(CultureInfo.InvariantCulture, $"{at} to {path}: ");
            MessageText.Append(_line, message);
            Write();
        }
    }

    /// <summary>Notes an exchange with the outside.</summary>
    /// <param name="at">When, since the simulation began.</param>
    /// <param name="port">The node and its port.</param>
    /// <param name="what">The call, or its outcome.</param>
    /// <param name="content">Request or answer; null: none.</param>
    internal void Port(TimeSpan at, string port, string what, object? content)
    {
        if (IsOn)
        {
            _line.Clear().Append(CultureInfo.InvariantCulture, $"{at} {port} {what}: ");
            MessageText.Append(_line, content);
            Write();
        }
    }

    private void Write()
    {
        Count++;
        foreach (var chunk in _line.GetChunks())
        {
            foreach (var letter in chunk.Span)
            {
                _hash = (_hash ^ letter) * Prime;
            }
        }

        _hash = (_hash ^ '\n') * Prime;
        OnLine?.Invoke(_line.ToString());
    }
}
