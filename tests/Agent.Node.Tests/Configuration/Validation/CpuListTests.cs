using Agent.Node.Configuration.Validation;

namespace Agent.Node.Tests.Configuration.Validation;

public sealed class CpuListTests
{
    [Theory]
    [InlineData("0", 1)]
    [InlineData("0-3", 4)]
    [InlineData("0-1,4,6-7", 5)]
    [InlineData("0-1,1", 2)]
    [InlineData("", 0)]
    [InlineData("3-1", 0)]
    [InlineData("x", 0)]
    public void Count_List_IsCountedOrNone(string list, int count) => Assert.Equal(count, CpuList.Count(list));
}
