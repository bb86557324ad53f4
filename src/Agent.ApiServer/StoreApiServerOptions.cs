using System.Collections.Immutable;
using Agent.ApiServer.Access;
using Agent.ApiServer.Admission;
using Agent.ApiServer.Store;
using Agent.ApiServer.Tokens;

namespace Agent.ApiServer;

/// <summary>How an in-memory API server is set up.</summary>
public sealed record StoreApiServerOptions
{
    /// <summary>What its store stands on.</summary>
    public required StoreOptions Store { get; init; }

    /// <summary>What new objects get beyond their defaults.</summary>
    public AdmissionOptions Admission { get; init; } = new();

    /// <summary>Who issues tokens of service accounts; also the audience when none is asked for.</summary>
    public string TokenIssuer { get; init; } = "https://kubernetes.default.svc.cluster.local";

    /// <summary>Signs those tokens; null: HS256 with a key drawn from the store's randomness.</summary>
    public ITokenSigner? TokenSigner { get; init; }

    /// <summary>Users by their bearer tokens.</summary>
    public ImmutableDictionary<string, UserInfo> Tokens { get; init; } = ImmutableDictionary<string, UserInfo>.Empty;

    /// <summary>Whether somebody may do something, asked by access reviews only; everybody may do everything when not set.</summary>
    public Func<AccessRequest, bool> Authorize { get; init; } = _ => true;

    /// <summary>Who asks through <see cref="StoreApiServer"/> itself.</summary>
    public UserInfo User { get; init; } = new("system:admin", ["system:masters", "system:authenticated"]);
}
