using Akka.Dispatch;

namespace Akka.Event;

/// <summary>The message queue of a logger.</summary>
public interface ILoggerMessageQueueSemantics : ISemantics
{
}
