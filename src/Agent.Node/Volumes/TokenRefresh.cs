namespace Agent.Node.Volumes;

/// <summary>When a token is replaced: after 80 % of its life, at the latest after 24 h (the kubelet's token manager).</summary>
internal static class TokenRefresh
{
    private static readonly TimeSpan Longest = TimeSpan.FromHours(24);

    /// <summary>When the token is to be replaced.</summary>
    public static DateTimeOffset DueAt(VolumeToken token)
    {
        var life = (token.Expires - token.Issued) * 0.8;
        return token.Issued + (life < Longest ? life : Longest);
    }
}
