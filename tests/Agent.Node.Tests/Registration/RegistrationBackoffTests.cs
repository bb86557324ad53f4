using Agent.Node.Registration;

namespace Agent.Node.Tests.Registration;

public sealed class RegistrationBackoffTests
{
    [Theory]
    [InlineData(1, 100)]
    [InlineData(2, 200)]
    [InlineData(7, 6400)]
    [InlineData(8, 7000)]
    [InlineData(int.MaxValue, 7000)]
    public void After_Attempt_DoublesUpToSevenSeconds(int attempt, int milliseconds) =>
        Assert.Equal(TimeSpan.FromMilliseconds(milliseconds), RegistrationBackoff.After(attempt));
}
