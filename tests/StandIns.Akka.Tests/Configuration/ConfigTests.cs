using Akka.Configuration;

namespace StandIns.Akka.Tests.Configuration;

public class ConfigTests
{
    private static readonly Config Sample = ConfigurationFactory.ParseString("""
        # comment
        akka {
          loglevel = INFO // and another
          actor { creation-timeout = 20s, "quoted.key" : 5 }
          actor.debug.receive = on
          loggers = ["A, One", B]
          nothing = null
        }
        """);

    [Theory]
    [InlineData("akka.loglevel", "INFO")]
    [InlineData("akka.actor.\"quoted.key\"", "5")]
    [InlineData("akka.actor.debug.receive", "on")]
    [InlineData("akka.actor", null)]
    [InlineData("akka.loggers", null)]
    [InlineData("akka.nothing", null)]
    [InlineData("akka.missing", null)]
    [InlineData("akka.loglevel.below", null)]
    public void GetString_Path_GivesTextOrNull(string path, string? expected) =>
        Assert.Equal(expected, Sample.GetString(path));

    [Theory]
    [InlineData("akka", true)]
    [InlineData("akka.nothing", true)]
    [InlineData("akka.actor.debug", true)]
    [InlineData("akka.actor.quoted.key", false)]
    [InlineData("other", false)]
    public void HasPath_Path_TellsWhetherTheNodeExists(string path, bool expected) =>
        Assert.Equal(expected, Sample.HasPath(path));

    [Fact]
    public void Getters_MissingPath_GiveTheDefault()
    {
        Assert.Equal("x", Sample.GetString("none", "x"));
        Assert.True(Sample.GetBoolean("none", true));
        Assert.Equal(7, Sample.GetInt("none", 7));
        Assert.Equal(8L, Sample.GetLong("none", 8));
        Assert.Equal(1.5, Sample.GetDouble("none", 1.5));
        Assert.Equal(TimeSpan.FromSeconds(1), Sample.GetTimeSpan("none", TimeSpan.FromSeconds(1)));
        Assert.Equal(TimeSpan.Zero, Sample.GetTimeSpan("none"));
        Assert.Equal(9L, Sample.GetByteSize("none", 9L));
        Assert.Null(Sample.GetByteSize("none"));
        Assert.Empty(Sample.GetStringList("none"));
        Assert.Null(Sample.GetConfig("none"));
    }

    [Fact]
    public void GetStringList_List_GivesItsTexts() =>
        Assert.Equal(["A, One", "B"], Sample.GetStringList("akka.loggers"));

    [Fact]
    public void GetConfig_Object_StartsThere()
    {
        var actor = Sample.GetConfig("akka.actor")!;

        Assert.Equal(TimeSpan.FromSeconds(20), actor.GetTimeSpan("creation-timeout"));
        Assert.Equal(["creation-timeout", "quoted.key", "debug"], actor.AsEnumerable().Select(item => item.Key));
    }

    [Fact]
    public void GetConfig_MergedFallback_HasKeysOfBoth()
    {
        var merged = ConfigurationFactory.ParseString("a { b = 1 }")
            .WithFallback(ConfigurationFactory.ParseString("a { b = 2, c = 3 }"))
            .WithFallback(ConfigurationFactory.ParseString("a { c = 4, d = 5 }"));

        var below = merged.GetConfig("a")!;

        Assert.Equal([1, 3, 5], new[] { "b", "c", "d" }.Select(key => below.GetInt(key)));
    }

    [Fact]
    public void WithFallback_SameKey_KeepsTheUpperValueWhole()
    {
        var merged = ConfigurationFactory.ParseString("list = [1], scalar = 1, object { x = 1 }")
            .WithFallback(ConfigurationFactory.ParseString("list = [2, 3], scalar = { y = 2 }, object = 2, other = 4"));

        Assert.Equal(["1"], merged.GetStringList("list"));
        Assert.Equal("1", merged.GetString("scalar"));
        Assert.Equal(1, merged.GetInt("object.x"));
        Assert.Equal(4, merged.GetInt("other"));
    }

    [Fact]
    public void WithFallback_Merged_LeavesBothSourcesAsTheyWere()
    {
        var upper = ConfigurationFactory.ParseString("a { b = 1 }");
        var lower = ConfigurationFactory.ParseString("a { c = 2 }");

        upper.WithFallback(lower);

        Assert.False(upper.HasPath("a.c"));
        Assert.False(lower.HasPath("a.b"));
    }

    [Fact]
    public void WithFallback_Null_GivesTheSame() => Assert.Same(Sample, Sample.WithFallback(null));

    [Fact]
    public void WithFallback_Itself_Throws() => Assert.Throws<ArgumentException>(() => Sample.WithFallback(Sample));

    [Fact]
    public void WithFallback_Empty_GivesTheFallback() => Assert.Same(Sample, ConfigurationFactory.Empty.WithFallback(Sample));

    [Theory]
    [InlineData("", true)]
    [InlineData("# only a comment", true)]
    [InlineData("a = 1", false)]
    public void IsEmpty_Text_TellsWhetherThereIsAKey(string hocon, bool expected) =>
        Assert.Equal(expected, ConfigurationFactory.ParseString(hocon).IsEmpty);

    [Fact]
    public void FromString_Implicit_Parses()
    {
        Config config = "a.b = 1";

        Assert.Equal(1, config.GetInt("a.b"));
    }

    [Fact]
    public void ToString_Parsed_ReadsBackTheSame()
    {
        var again = ConfigurationFactory.ParseString(Sample.ToString());

        Assert.Equal("INFO", again.GetString("akka.loglevel"));
        Assert.Equal(20_000, again.GetTimeSpan("akka.actor.creation-timeout").TotalMilliseconds);
        Assert.Equal(["A, One", "B"], again.GetStringList("akka.loggers"));
    }
}
