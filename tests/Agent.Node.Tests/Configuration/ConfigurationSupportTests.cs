using Agent.Node.Configuration;
using Agent.Node.Configuration.Schema;

namespace Agent.Node.Tests.Configuration;

public class ConfigurationSupportTests
{
    [Fact]
    public void IsImplemented_EveryNameInTheTable_IsAFieldAndIsFound()
    {
        var table = ConfigurationSupport.All.ToArray();

        Assert.NotEmpty(table);
        Assert.Equal(table.Order(StringComparer.Ordinal), table);
        Assert.All(table, path => Assert.Contains(ConfigurationSchema.Leaves, leaf => leaf.Path == path || leaf.Path.StartsWith($"{path}.", StringComparison.Ordinal)));
        Assert.All(table, path => Assert.True(ConfigurationSupport.IsImplemented(path)));
    }

    [Fact]
    public void IsImplemented_NestedField_FollowsItsRecord() => Assert.True(ConfigurationSupport.IsImplemented("tracing.endpoint"));

    [Fact]
    public void IsImplemented_AnotherField_IsNot() => Assert.False(ConfigurationSupport.IsImplemented("protectKernelDefaults"));
}
