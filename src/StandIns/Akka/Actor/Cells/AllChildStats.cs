using System.Collections;

namespace Akka.Actor.Internal;

/// <summary>The restarts of all children. Only strategies that act on all children look at them.</summary>
internal sealed class AllChildStats(ChildRegistry registry) : IReadOnlyCollection<ChildRestartStats>
{
    public int Count => registry.Snapshot().Length;

    public IEnumerator<ChildRestartStats> GetEnumerator() => registry.Snapshot().Select(registry.StatsOf).GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}
