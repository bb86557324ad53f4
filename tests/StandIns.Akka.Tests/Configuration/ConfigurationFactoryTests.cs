using Akka.Configuration;

namespace StandIns.Akka.Tests.Configuration;

public class ConfigurationFactoryTests
{
    [Fact]
    public void FromResource_NoSuchResource_Throws() =>
        Assert.ThrowsAny<ArgumentException>(() => ConfigurationFactory.FromResource<ConfigurationFactoryTests>("no.such.conf"));

    [Fact]
    public void FromResource_Embedded_Parses()
    {
        var config = ConfigurationFactory.FromResource<ConfigurationFactoryTests>("StandIns.Akka.Tests.Configuration.sample.conf");

        Assert.Equal("found", config.GetString("resource.value"));
    }

    [Fact]
    public void Default_Settings_AreThoseOfAnActorSystem()
    {
        var config = ConfigurationFactory.Default();

        Assert.Equal(TimeSpan.FromSeconds(20), config.GetTimeSpan("akka.actor.creation-timeout"));
        Assert.Equal(Timeout.InfiniteTimeSpan, config.GetTimeSpan("akka.actor.ask-timeout"));
    }

    [Fact]
    public void Load_NoXmlConfiguration_IsEmpty() => Assert.True(ConfigurationFactory.Load().IsEmpty);

    [Fact]
    public void NullOrEmptyConfig_Path_NamesComponentAndPath()
    {
        var error = ConfigurationException.NullOrEmptyConfig<ConfigurationFactoryTests>("akka.some.node");

        Assert.Contains(nameof(ConfigurationFactoryTests), error.Message, StringComparison.Ordinal);
        Assert.Contains("akka.some.node", error.Message, StringComparison.Ordinal);
    }
}
