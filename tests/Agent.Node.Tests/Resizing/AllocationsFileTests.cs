using System.Collections.Immutable;
using Agent.Kubernetes;
using Agent.Node.Resizing;

namespace Agent.Node.Tests.Resizing;

public sealed class AllocationsFileTests
{
    private static readonly PodAllocation Allocation = new(ImmutableSortedDictionary.Create<string, V1ResourceRequirements>(StringComparer.Ordinal)
        .Add("main", new V1ResourceRequirements
        {
            Requests = new Dictionary<string, Quantity> { ["cpu"] = Quantity.Parse("250m") },
            Limits = new Dictionary<string, Quantity> { ["memory"] = Quantity.Parse("1Gi") },
        })
        .Add("other", new V1ResourceRequirements()));

    [Fact]
    public void Read_WhatWasWritten_IsTheSame()
    {
        var text = AllocationsFile.Write([KeyValuePair.Create("u1", Allocation)]);

        var read = AllocationsFile.Read(text, out var error);

        Assert.Equal("", error);
        Assert.Equal(Allocation, Assert.Single(read).Value);
    }

    [Fact]
    public void Read_NoFile_IsNothing()
    {
        Assert.Empty(AllocationsFile.Read(null, out var error));
        Assert.Equal("", error);
    }

    [Theory]
    [InlineData("")]
    [InlineData("{")]
    [InlineData("[]")]
    [InlineData("{\"data\":\"{}\"}")]
    [InlineData("{\"data\":\"{}\",\"checksum\":-1}")]
    [InlineData("{\"data\":\"{}\",\"checksum\":1}")]
    [InlineData("{\"data\":7,\"checksum\":1}")]
    public void Read_Damaged_SaysSo(string text)
    {
        Assert.Empty(AllocationsFile.Read(text, out var error));
        Assert.NotEqual("", error);
    }

    [Fact]
    public void Read_OneByteChanged_SaysSo()
    {
        var text = AllocationsFile.Write([KeyValuePair.Create("u1", Allocation)]).Replace("250m", "950m", StringComparison.Ordinal);

        Assert.Empty(AllocationsFile.Read(text, out var error));
        Assert.Equal("the checksum does not match", error);
    }
}
