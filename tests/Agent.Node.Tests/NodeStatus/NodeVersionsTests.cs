using Agent.Kubernetes;
using Agent.Node.NodeStatus;

namespace Agent.Node.Tests.NodeStatus;

public sealed class NodeVersionsTests
{
    [Theory]
    [InlineData("u", "9", "u", "10", "10")]
    [InlineData("u", "11", "u", "10", "11")]
    [InlineData("new", "9", "u", "10", "9")]
    [InlineData("u", "opaque", "u", "10", "opaque")]
    public void Newer_TwoOfOneNode_TheLaterOne(string readUid, string read, string knownUid, string known, string expected) => Assert.Equal(
        expected, NodeVersions.Newer(Node(readUid, read), Node(knownUid, known)).Metadata.ResourceVersion);

    [Fact]
    public void Newer_NothingKnown_WhatWasRead() => Assert.Equal("1", NodeVersions.Newer(Node("u", "1"), null).Metadata.ResourceVersion);

    private static V1Node Node(string uid, string version) => new() { Metadata = new V1ObjectMeta { Uid = uid, ResourceVersion = version } };
}
