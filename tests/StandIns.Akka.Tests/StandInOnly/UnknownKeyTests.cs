using Akka.Actor;
using Akka.Configuration;

namespace StandIns.Akka.Tests.StandInOnly;

public class UnknownKeyTests
{
    [Theory]
    [InlineData("akka {\n  actor.typo = 5\n}", "akka.actor.typo", 2, 9)]
    [InlineData("akka.actor {\n  serializers {\n    json = x\n  }\n}", "akka.actor.serializers", 3, 5)]
    public void Create_UnknownAkkaKey_NamesKeyLineAndColumn(string hocon, string key, int line, int column)
    {
        var config = ConfigurationFactory.ParseString(hocon).WithFallback(ConfigurationFactory.ParseString("akka.loglevel = INFO"));

        var error = Assert.ThrowsAny<Exception>(() => ActorSystem.Create("unknown-key", config));

        Assert.Contains(key, error.Message, StringComparison.Ordinal);
        Assert.Contains($"line {line}", error.Message, StringComparison.Ordinal);
        Assert.Contains($"column {column}", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Create_EmptySections_AreFine()
    {
        var system = ActorSystem.Create("empty-sections", ConfigurationFactory.ParseString("akka { actor { debug {} }\nx {} }"));

        await system.Terminate().WaitAsync(TimeSpan.FromSeconds(30));
    }
}
