namespace Grpc.Core;

/// <summary>Whether a channel is encrypted.</summary>
public abstract class ChannelCredentials
{
    /// <summary>No encryption: an <c>http://</c> address.</summary>
    public static ChannelCredentials Insecure { get; } = new PlainText();

    private sealed class PlainText : ChannelCredentials;
}
