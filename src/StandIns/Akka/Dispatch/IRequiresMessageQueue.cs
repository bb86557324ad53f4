namespace Akka.Dispatch;

/// <summary>
/// An actor that asks for a kind of message queue. There is one kind here, which does for all that can be asked for.
/// </summary>
/// <typeparam name="T">The kind.</typeparam>
public interface IRequiresMessageQueue<T>
    where T : ISemantics
{
}
