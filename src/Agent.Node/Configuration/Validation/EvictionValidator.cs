using System.Collections.Immutable;
using System.Globalization;

namespace Agent.Node.Configuration.Validation;

/// <summary>Signals and thresholds of eviction.</summary>
internal sealed class EvictionValidator : IConfigurationValidator
{
    /// <summary>The signals that a threshold can be set on.</summary>
    private static readonly string[] Signals =
    [
        "memory.available", "nodefs.available", "nodefs.inodesFree", "imagefs.available", "imagefs.inodesFree",
        "containerfs.available", "containerfs.inodesFree", "allocatableMemory.available", "pid.available",
    ];

    public IEnumerable<Violation> Validate(KubeletConfiguration configuration) =>
    [
        .. Thresholds("evictionHard", configuration.EvictionHard, zeroAllowed: false),
        .. Thresholds("evictionSoft", configuration.EvictionSoft, zeroAllowed: false),
        .. Thresholds("evictionMinimumReclaim", configuration.EvictionMinimumReclaim, zeroAllowed: true),
        .. GracePeriods(configuration),
    ];

    private static IEnumerable<Violation> Thresholds(string field, ImmutableSortedDictionary<string, string> map, bool zeroAllowed)
    {
        foreach (var (signal, value) in map)
        {
            if (!Signals.Contains(signal))
            {
                yield return new Violation(field, signal, $"a signal: {Schema.FieldType.OneOf(Signals)}");
            }
            else if (!IsAmount(value, zeroAllowed))
            {
                var least = zeroAllowed ? "0 or more" : "more than 0";
                yield return new Violation($"{field}[{signal}]", value, $"a quantity of {least}, or a percentage from 0% to 100%");
            }
        }
    }

    private static IEnumerable<Violation> GracePeriods(KubeletConfiguration configuration)
    {
        foreach (var signal in configuration.EvictionSoft.Keys)
        {
            if (!configuration.EvictionSoftGracePeriod.ContainsKey(signal))
            {
                yield return new Violation($"evictionSoft[{signal}]", signal, "an entry of evictionSoftGracePeriod for each signal");
            }
        }

        foreach (var (signal, value) in configuration.EvictionSoftGracePeriod)
        {
            if (!Signals.Contains(signal))
            {
                yield return new Violation("evictionSoftGracePeriod", signal, $"a signal: {Schema.FieldType.OneOf(Signals)}");
            }
            else if (!GoDuration.TryParse(value, out var grace) || grace < TimeSpan.Zero)
            {
                yield return new Violation($"evictionSoftGracePeriod[{signal}]", value, "a duration such as 1m30s, not negative");
            }
        }
    }

    private static bool IsAmount(string text, bool zeroAllowed)
    {
        if (text.EndsWith('%'))
        {
            return double.TryParse(text[..^1], NumberStyles.Float, CultureInfo.InvariantCulture, out var percent) &&
                percent is >= 0 and <= 100;
        }

        return Kubernetes.Quantity.TryParse(text, out var quantity) && (quantity.Sign > 0 || (zeroAllowed && quantity.IsZero));
    }
}
