using Akka.Actor;
using Akka.Configuration;

namespace Akka.TestKit;

/// <summary>The time limits of a test kit, from <c>akka.test</c>.</summary>
public class TestKitSettings : IExtension
{
    /// <summary>Reads the settings.</summary>
    /// <param name="config">The settings of the actor system.</param>
    /// <exception cref="ConfigurationException">There are none, or the time factor is not positive.</exception>
    public TestKitSettings(Config config)
    {
        if (config.IsNullOrEmpty())
        {
            throw ConfigurationException.NullOrEmptyConfig<TestKitSettings>();
        }

        DefaultTimeout = config.GetTimeSpan("akka.test.default-timeout", null, allowInfinite: false);
        SingleExpectDefault = config.GetTimeSpan("akka.test.single-expect-default", null, allowInfinite: false);
        TestEventFilterLeeway = config.GetTimeSpan("akka.test.filter-leeway", null, allowInfinite: false);
        TestTimeFactor = config.GetDouble("akka.test.timefactor");
        LogTestKitCalls = config.GetBoolean("akka.test.testkit.debug");
        if (TestTimeFactor <= 0)
        {
            throw new ConfigurationException($"akka.test.timefactor is {TestTimeFactor}; it must be positive");
        }
    }

    /// <summary>How long Ask waits; 5 s by default.</summary>
    public TimeSpan DefaultTimeout { get; }

    /// <summary>How long an expectation waits outside of Within; 3 s by default.</summary>
    public TimeSpan SingleExpectDefault { get; }

    /// <summary>How long an event filter waits after its block has ended; 3 s by default.</summary>
    public TimeSpan TestEventFilterLeeway { get; }

    /// <summary>What time limits are multiplied with; 1 by default.</summary>
    public double TestTimeFactor { get; }

    /// <summary>Whether the test kit logs what it waits for and receives; off by default.</summary>
    public bool LogTestKitCalls { get; }
}
