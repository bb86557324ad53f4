using System.Globalization;

namespace Akka.Actor;

/// <summary>
/// Where an actor system is: <c>akka://system</c> in this process, <c>akka.tcp://system@host:port</c> elsewhere.
/// </summary>
public sealed class Address : IEquatable<Address>
{
    internal static readonly Address AllSystems = new("akka", "all-systems");

    private readonly string _text;

    /// <summary>An address; without a host it is of this process.</summary>
    public Address(string protocol, string system, string? host = null, int? port = null)
    {
        Protocol = protocol;
        System = system;
        Host = host?.ToLowerInvariant();
        Port = port;
        _text = string.IsNullOrWhiteSpace(Host) ? $"{protocol}://{system}"
            : port is null ? $"{protocol}://{system}@{Host}"
            : string.Create(CultureInfo.InvariantCulture, $"{protocol}://{system}@{Host}:{port}");
    }

    /// <summary>The protocol, <c>akka</c> or starting so.</summary>
    public string Protocol { get; }

    /// <summary>The name of the actor system.</summary>
    public string System { get; }

    /// <summary>The host, in lower case, if there is one.</summary>
    public string? Host { get; }

    /// <summary>The port, if there is one.</summary>
    public int? Port { get; }

    /// <summary>Whether the address has no host.</summary>
    public bool HasLocalScope => string.IsNullOrEmpty(Host);

    /// <summary>Whether the address has a host.</summary>
    public bool HasGlobalScope => !HasLocalScope;

    /// <summary>Whether both are the same address.</summary>
    public static bool operator ==(Address? left, Address? right) => left?.Equals(right) ?? right is null;

    /// <summary>Whether the two differ.</summary>
    public static bool operator !=(Address? left, Address? right) => !(left == right);

    /// <inheritdoc/>
    public bool Equals(Address? other) =>
        ReferenceEquals(this, other) || (other is not null && string.Equals(_text, other._text, StringComparison.Ordinal));

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as Address);

    /// <inheritdoc/>
    public override int GetHashCode() => _text.GetHashCode(StringComparison.Ordinal);

    /// <inheritdoc/>
    public override string ToString() => _text;

    /// <summary>Splits <c>akka[.transport]://system[@host:port][/path]</c>; the path is <c>/</c> if there is none.</summary>
    internal static bool TryParse(string text, out Address? address, out string path)
    {
        address = null;
        path = "/";
        var colon = text.IndexOf("://", StringComparison.Ordinal);
        if (colon < 4 || !text.StartsWith("akka", StringComparison.OrdinalIgnoreCase))
        {
            return false;
        }

        var protocol = text[..colon].ToLowerInvariant();
        var rest = text[(colon + 3)..];
        var slash = rest.IndexOf('/', StringComparison.Ordinal);
        if (slash >= 0)
        {
            path = rest[slash..];
            rest = rest[..slash];
        }

        var at = rest.IndexOf('@', StringComparison.Ordinal);
        if (at < 0)
        {
            address = new Address(protocol, rest);
            return true;
        }

        // The host may be an IPv6 address in brackets, so the port starts at the last colon.
        var portColon = rest.LastIndexOf(':');
        if (portColon < at
            || !int.TryParse(rest.AsSpan(portColon + 1), NumberStyles.None, CultureInfo.InvariantCulture, out var port))
        {
            return false;
        }

        address = new Address(protocol, rest[..at], rest[(at + 1)..portColon], port);
        return true;
    }
}
