namespace Grpc.Core;

/// <summary>Who the peer of a call is, as far as the transport has proof of it.</summary>
public class AuthContext
{
    /// <summary>Describes a peer.</summary>
    /// <param name="peerIdentityPropertyName">The property that holds the identity; null for a peer without one.</param>
    /// <param name="properties">The properties by name.</param>
    /// <exception cref="ArgumentNullException"><paramref name="properties"/> is null.</exception>
    public AuthContext(string? peerIdentityPropertyName, Dictionary<string, List<AuthProperty>> properties)
    {
        ArgumentNullException.ThrowIfNull(properties);
        IsPeerAuthenticated = peerIdentityPropertyName is not null;
    }

    /// <summary>Whether the transport authenticated the peer.</summary>
    public bool IsPeerAuthenticated { get; }
}
