using Agent.Node.Configuration;

namespace Agent.Node.Tests.Configuration;

public class NearestNameTests
{
    private static readonly string[] Known = ["max-pods", "max-open-files", "pods-per-core", "port", "v"];

    [Theory]
    [InlineData("max-pod", "max-pods")]
    [InlineData("maxpods", "max-pods")]
    [InlineData("MAX-PODS", "max-pods")]
    [InlineData("max-pdos", "max-pods")]
    [InlineData("prot", "port")]
    public void Of_TypingError_FindsTheName(string name, string expected) => Assert.Equal(expected, NearestName.Of(name, Known));

    [Theory]
    [InlineData("something-else")]
    [InlineData("zz")]
    public void Of_NothingNear_IsNull(string name) => Assert.Null(NearestName.Of(name, Known));
}
