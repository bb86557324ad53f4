using System.Collections.Frozen;
using Akka.Configuration;

namespace Akka.Actor.Internal;

/// <summary>Refuses settings that nothing here reads, so that none is ignored in silence.</summary>
internal static class SupportedKeys
{
    private static readonly FrozenSet<string> Known =
        ConfigurationFactory.Default().Leaves().Select(leaf => leaf.Path).ToFrozenSet(StringComparer.Ordinal);

    /// <summary>What the default dispatcher reads. Dispatchers of one's own read what they like.</summary>
    private static readonly FrozenSet<string> DispatcherKeys = FrozenSet.ToFrozenSet(
        ["type", "executor", "shutdown-timeout", "throughput", "throughput-deadline-time"], StringComparer.Ordinal);

    private static readonly FrozenSet<string> PhaseKeys = FrozenSet.ToFrozenSet(
        ["timeout", "depends-on", "recover", "enabled"], StringComparer.Ordinal);

    /// <summary>Checks the keys below <c>akka</c>; others are the application's.</summary>
    /// <exception cref="ConfigurationException">One is not supported.</exception>
    public static void Check(Config config)
    {
        if (config.IsNullOrEmpty())
        {
            return;
        }

        foreach (var leaf in config.Leaves())
        {
            if (leaf.Path.StartsWith("akka.", StringComparison.Ordinal) && !IsSupported(config, leaf.Path))
            {
                var where = leaf.Line > 0 ? $" (line {leaf.Line}, column {leaf.Column})" : "";
                throw new ConfigurationException($"{leaf.Path}{where} is not supported");
            }
        }
    }

    private static bool IsSupported(Config config, string path)
    {
        if (Known.Contains(path) || path.StartsWith("akka.test.", StringComparison.Ordinal))
        {
            return true;
        }

        var dot = path.LastIndexOf('.');
        var (section, key) = (path[..dot], path[(dot + 1)..]);
        return IsScheduler(config, path)
            || (section.StartsWith("akka.coordinated-shutdown.phases.", StringComparison.Ordinal) && PhaseKeys.Contains(key))
            || IsDispatcher(config, section, key)
            || (key == "mailbox-type" && section.StartsWith("akka.actor.", StringComparison.Ordinal));
    }

    private static bool IsScheduler(Config config, string path) =>
        path.StartsWith("akka.scheduler.", StringComparison.Ordinal)
        && config.GetString("akka.scheduler.implementation") is { } name
        && Type.GetType(name) != typeof(HashedWheelTimerScheduler);

    /// <summary>
    /// Whether the key is of a dispatcher: one of the usual keys, or any if the dispatcher is the application's.
    /// </summary>
    private static bool IsDispatcher(Config config, string section, string key)
    {
        if (!section.StartsWith("akka.actor.", StringComparison.Ordinal))
        {
            return false;
        }

        for (var at = section; at != "akka.actor"; at = at[..at.LastIndexOf('.')])
        {
            if (config.GetString($"{at}.type") is { } type && type != "Dispatcher")
            {
                return true;
            }
        }

        var isSection = section.EndsWith("-dispatcher", StringComparison.Ordinal) || config.HasPath($"{section}.type");
        return isSection && DispatcherKeys.Contains(key);
    }
}
