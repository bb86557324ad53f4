namespace Akka.Actor;

/// <summary>Makes its receiver fail with <see cref="ActorKilledException"/>, which its supervisor decides on.</summary>
public sealed class Kill : IAutoReceivedMessage
{
    private Kill()
    {
    }

    /// <summary>The only instance.</summary>
    public static Kill Instance { get; } = new();

    /// <inheritdoc/>
    public override string ToString() => "<Kill>";
}
