using Akka.Configuration;

namespace StandIns.Akka.Tests.Configuration;

public class ConfigExtensionsTests
{
    private static readonly Config Some = ConfigurationFactory.ParseString("a = 1");

    [Fact]
    public void SafeWithFallback_Null_GivesTheFallback() => Assert.Same(Some, ((Config?)null).SafeWithFallback(Some));

    [Fact]
    public void SafeWithFallback_Itself_GivesItself() => Assert.Same(Some, Some.SafeWithFallback(Some));

    [Fact]
    public void SafeWithFallback_Other_Merges() =>
        Assert.Equal(2, Some.SafeWithFallback(ConfigurationFactory.ParseString("b = 2")).GetInt("b"));

    [Fact]
    public void IsNullOrEmpty_EachKind_Tells()
    {
        Assert.True(((Config?)null).IsNullOrEmpty());
        Assert.True(ConfigurationFactory.Empty.IsNullOrEmpty());
        Assert.False(Some.IsNullOrEmpty());
    }
}
