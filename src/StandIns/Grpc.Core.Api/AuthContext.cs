namespace Grpc.Core;

/// <summary>Who the peer of a call is, as far as the transport has proof of it.</summary>
/// <param name="peerIdentityPropertyName">The property that holds the identity; null for a peer without one.</param>
/// <param name="properties">The properties by name.</param>
public class AuthContext(string? peerIdentityPropertyName, Dictionary<string, List<AuthProperty>> properties)
{
    /// <summary>Whether the transport authenticated the peer.</summary>
    public bool IsPeerAuthenticated => peerIdentityPropertyName is not null;

    /// <summary>What is known of the peer.</summary>
    public IEnumerable<AuthProperty> Properties => properties.Values.SelectMany(values => values);
}
