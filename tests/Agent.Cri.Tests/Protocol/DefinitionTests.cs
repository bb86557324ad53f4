using Agent.Cri.Protocol;
using Grpc.Health.V1;

namespace Agent.Cri.Tests.Protocol;

public class DefinitionTests
{
    [Fact]
    public void Definitions_OfCri_AreThoseOfTheFactTable()
    {
        var expected = ReadTable("cri-v1.tsv");

        var actual = DefinitionFacts.Of(RuntimeServiceReflection.Descriptor, ImageServiceReflection.Descriptor).ToHashSet();

        Assert.Equal(791, expected.Count);
        Assert.Empty(expected.Except(actual));
        Assert.Empty(actual.Except(expected));
    }

    [Fact]
    public void Definitions_OfCri_AreProto3InPackageRuntimeV1()
    {
        var files = DefinitionFacts.WithImports(RuntimeServiceReflection.Descriptor, ImageServiceReflection.Descriptor);

        Assert.All(files, file => Assert.Equal("runtime.v1", file.Package));
        Assert.All(files, file => Assert.Equal("proto3", file.ToProto().Syntax));
        Assert.Equal("runtime.v1.RuntimeService", RuntimeServiceReflection.Descriptor.Services[0].FullName);
        Assert.Equal("runtime.v1.ImageService", ImageServiceReflection.Descriptor.Services[0].FullName);
    }

    [Fact]
    public void Definitions_OfHealth_AreThoseOfTheFactTable()
    {
        var expected = ReadTable("health-v1.tsv");

        var actual = DefinitionFacts.Of(HealthReflection.Descriptor).ToHashSet();

        Assert.Equal("grpc.health.v1.Health", HealthReflection.Descriptor.Services[0].FullName);
        Assert.Equal(expected.Order(StringComparer.Ordinal), actual.Order(StringComparer.Ordinal));
    }

    private static HashSet<string> ReadTable(string name)
        => [.. File.ReadLines(Path.Combine(AppContext.BaseDirectory, "Data", name)).Where(line => line.Length > 0)];
}
