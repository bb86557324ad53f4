namespace Akka.TestKit;

/// <summary>Marks a test whose messages have no sender unless it gives one. Otherwise the test actor is the sender.</summary>
public interface INoImplicitSender;
