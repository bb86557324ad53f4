using Akka.Configuration;

namespace Akka.TestKit.Configs;

/// <summary>Settings for actor systems under test.</summary>
public static class TestConfigs
{
    /// <summary>The settings that every test kit adds.</summary>
    public static Config DefaultConfig => ConfigurationFactory.FromResource<TestKitBase>("Akka.TestKit.Internal.Reference.conf");

    /// <summary>The same, with <see cref="TestScheduler"/> as the scheduler.</summary>
    public static Config TestSchedulerConfig =>
        ConfigurationFactory.FromResource<TestKitBase>("Akka.TestKit.Configs.TestScheduler.conf");
}
