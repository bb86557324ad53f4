using Akka.Actor;
using Akka.Actor.Setup;
using Akka.Configuration;

namespace Akka.TestKit.Internal;

/// <summary>The actor system of a test.</summary>
internal static class TestSystem
{
    /// <summary>The given one, or a new one; either way with the test kit's settings as a fallback.</summary>
    public static ActorSystem Prepare(ActorSystem? system, ActorSystemSetup setup, string name)
    {
        if (system is not null)
        {
            system.Settings.InjectTopLevelFallback(TestKitBase.DefaultConfig);
            return system;
        }

        var bootstrap = setup.Get<BootstrapSetup>();
        var config = bootstrap.HasValue && bootstrap.Value.Config.HasValue
            ? bootstrap.Value.Config.Value.SafeWithFallback(TestKitBase.DefaultConfig)
            : TestKitBase.DefaultConfig;
        return ActorSystem.Create(name, setup.And(BootstrapSetup.Create().WithConfig(config)));
    }
}
