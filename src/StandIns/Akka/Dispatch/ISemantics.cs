namespace Akka.Dispatch;

/// <summary>What a kind of message queue guarantees.</summary>
public interface ISemantics
{
}
