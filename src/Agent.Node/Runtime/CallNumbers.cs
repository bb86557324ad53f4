namespace Agent.Node.Runtime;

/// <summary>
/// Numbers of calls that go on over an actor's restarts: an answer to a call that its crashed predecessor made can never be
/// taken for an answer to one of its own. Made with the actor's Props, so that all its incarnations share it.
/// </summary>
internal sealed class CallNumbers
{
    private long _last;

    /// <summary>A number that was never given before.</summary>
    public long Next() => ++_last;
}
