using Akka.Actor;

namespace Akka.TestKit;

/// <summary>Gives each actor system its <see cref="TestKitSettings"/>.</summary>
public class TestKitExtension : ExtensionIdProvider<TestKitSettings>
{
    /// <inheritdoc/>
    public override TestKitSettings CreateExtension(ExtendedActorSystem system) => new(system.Settings.Config);

    /// <summary>The settings of an actor system that a test kit was created for.</summary>
    /// <param name="system">The actor system.</param>
    public static TestKitSettings For(ActorSystem system) => system.GetExtension<TestKitSettings>()!;
}
