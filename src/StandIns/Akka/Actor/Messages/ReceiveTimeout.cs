namespace Akka.Actor;

/// <summary>Sent to an actor that has set a receive timeout and has received nothing for that long.</summary>
public class ReceiveTimeout : IPossiblyHarmful
{
    private ReceiveTimeout()
    {
    }

    /// <summary>The only instance.</summary>
    public static ReceiveTimeout Instance { get; } = new();
}
