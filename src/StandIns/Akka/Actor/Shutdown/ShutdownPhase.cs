using Akka.Configuration;

namespace Akka.Actor.Internal;

/// <summary>A phase of a coordinated shutdown.</summary>
/// <param name="DependsOn">The phases that must be over before.</param>
/// <param name="Timeout">How long it may take.</param>
/// <param name="Recover">Whether the shutdown goes on if it fails or takes too long.</param>
internal sealed record ShutdownPhase(IReadOnlyList<string> DependsOn, TimeSpan Timeout, bool Recover)
{
    public static Dictionary<string, ShutdownPhase> ReadAll(Config config)
    {
        var standard = config.GetTimeSpan("default-phase-timeout", null, allowInfinite: false);
        var phases = config.GetConfig("phases") ?? Config.Empty;
        return phases.AsEnumerable().ToDictionary(
            item => item.Key,
            item =>
            {
                var phase = phases.GetConfig($"\"{item.Key}\"") ?? Config.Empty;
                return new ShutdownPhase(
                    [.. phase.GetStringList("depends-on", [])!],
                    phase.GetTimeSpan("timeout", standard, allowInfinite: false),
                    phase.GetBoolean("recover", true));
            },
            StringComparer.Ordinal);
    }

    /// <summary>The names of the phases, each after those it depends on.</summary>
    /// <exception cref="ArgumentException">A phase depends on itself by way of others.</exception>
    public static List<string> Sort(Dictionary<string, ShutdownPhase> phases)
    {
        var sorted = new List<string>();
        var open = new HashSet<string>(StringComparer.Ordinal);
        foreach (var phase in phases.Keys.Order(StringComparer.Ordinal))
        {
            Visit(phase);
        }

        return sorted;

        void Visit(string name)
        {
            if (sorted.Contains(name))
            {
                return;
            }

            if (!open.Add(name))
            {
                throw new ArgumentException($"Cycle detected in graph of phases: [{name}] depends transitively on itself");
            }

            foreach (var before in phases.TryGetValue(name, out var phase) ? phase.DependsOn : [])
            {
                Visit(before);
            }

            sorted.Add(name);
        }
    }
}
