namespace Akka.Actor;

/// <summary>Short forms for <see cref="Directive"/>.</summary>
public static class DirectiveExtensions
{
    /// <summary>The directive for an exception type, for <see cref="Decider"/>.</summary>
    public static KeyValuePair<Type, Directive> When<TException>(this Directive self)
        where TException : Exception => new(typeof(TException), self);
}
