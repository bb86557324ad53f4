namespace Akka.Actor;

/// <summary>Maps exceptions to directives.</summary>
public interface IDecider
{
    /// <summary>The directive for an exception.</summary>
    Directive Decide(Exception cause);
}
