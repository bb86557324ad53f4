namespace Akka.Configuration;

/// <summary>Null-safe helpers for <see cref="Config"/>.</summary>
public static class ConfigExtensions
{
    /// <summary><see cref="Config.WithFallback"/> that also takes a missing configuration, or itself as fallback.</summary>
    /// <param name="config">The configuration, or null.</param>
    /// <param name="fallback">Where settings that <paramref name="config"/> lacks come from.</param>
    /// <returns>The merged configuration; <paramref name="fallback"/> if <paramref name="config"/> is null.</returns>
    public static Config SafeWithFallback(this Config? config, Config fallback)
    {
        if (config is null)
        {
            return fallback;
        }

        return ReferenceEquals(config, fallback) ? config : config.WithFallback(fallback);
    }

    /// <summary>Whether there is nothing to read in the configuration.</summary>
    /// <param name="config">The configuration, or null.</param>
    public static bool IsNullOrEmpty(this Config? config) => config is null || config.IsEmpty;
}
