using Akka.Actor;

namespace Akka.TestKit.Internal;

/// <summary>Tells whether a log text is, begins with, or contains another; the first one given counts.</summary>
internal sealed record TextMatcher(string? Message, string? Start, string? Contains)
{
    public bool Matches(object? logged)
    {
        var text = logged?.ToString() ?? "null";
        return Message is not null ? text == Message
            : Start is not null ? text.StartsWith(Start, StringComparison.Ordinal)
            : Contains is null || text.Contains(Contains, StringComparison.Ordinal);
    }

    /// <summary>Whether a log source is the wanted one, or an actor whose path without address is; null wants any.</summary>
    public static bool MatchesSource(string? wanted, string logSource) =>
        wanted is null
        || logSource.Equals(wanted, StringComparison.OrdinalIgnoreCase)
        || (ActorPath.TryParse(logSource, out var path)
            && path.ToStringWithoutAddress().Equals(wanted, StringComparison.OrdinalIgnoreCase));

    public override string ToString() => Message is not null ? $" == \"{Message}\""
        : Start is not null ? $" starting with \"{Start}\""
        : Contains is not null ? $" containing \"{Contains}\""
        : "";
}
