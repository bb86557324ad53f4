namespace Agent.Node.Volumes;

/// <summary>A token of a service account.</summary>
/// <param name="Text">The token, a secret.</param>
/// <param name="Issued">When it was asked for.</param>
/// <param name="Expires">When it ends.</param>
internal sealed record VolumeToken(string Text, DateTimeOffset Issued, DateTimeOffset Expires)
{
    /// <summary>Without the secret.</summary>
    public override string ToString() => $"token until {Expires:O}";
}
