using System.Collections.Immutable;

namespace Agent.ApiServer.Access;

/// <summary>Who asks.</summary>
/// <param name="Name">Name, as <c>system:serviceaccount:default:default</c>.</param>
/// <param name="Groups">Groups.</param>
public sealed record UserInfo(string Name, ImmutableArray<string> Groups)
{
    /// <summary>UID; empty: none.</summary>
    public string Uid { get; init; } = "";

    /// <summary>More about the user, as the node of the pod whose token it is.</summary>
    public ImmutableSortedDictionary<string, ImmutableArray<string>> Extra { get; init; } =
        ImmutableSortedDictionary<string, ImmutableArray<string>>.Empty;

    /// <summary>Who asks when nobody says who it is.</summary>
    public static UserInfo Anonymous { get; } = new("system:anonymous", ["system:unauthenticated"]);
}
