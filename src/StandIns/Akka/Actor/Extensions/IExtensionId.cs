namespace Akka.Actor;

/// <summary>Makes and finds an extension.</summary>
public interface IExtensionId
{
    /// <summary>The class of the extension.</summary>
    Type ExtensionType { get; }

    /// <summary>The extension, made if it does not exist.</summary>
    object Apply(ActorSystem system);

    /// <summary>The extension, if it exists.</summary>
    object? Get(ActorSystem system);

    /// <summary>Makes the extension. For the actor system.</summary>
    object CreateExtension(ExtendedActorSystem system);
}
