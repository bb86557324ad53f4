namespace Agent.Node.Host.Machine;

/// <summary>The IP addresses of a machine.</summary>
/// <param name="Local">All addresses of its interfaces, in ordinal order.</param>
/// <param name="DefaultIPv4">The address that it speaks to elsewhere from, over IPv4; null: no default route.</param>
/// <param name="DefaultIPv6">The same over IPv6.</param>
public sealed record HostAddresses(IReadOnlyList<string> Local, string? DefaultIPv4, string? DefaultIPv6)
{
    /// <summary>Equality of the content.</summary>
    public bool Equals(HostAddresses? other) =>
        other is not null && Local.SequenceEqual(other.Local) && DefaultIPv4 == other.DefaultIPv4 && DefaultIPv6 == other.DefaultIPv6;

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(Local.Count, DefaultIPv4, DefaultIPv6);
}
