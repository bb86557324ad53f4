using Agent.Node.Configuration;
using Agent.Node.Configuration.Files;

namespace Agent.Node.Tests.Configuration.Files;

public class NodeWriterTests
{
    [Fact]
    public void Write_WhatWasRead_ReadsTheSame()
    {
        var configuration = TestConfigurations.Load("""
            maxPods: 7
            syncFrequency: 90s
            hairpinMode: none
            clusterDNS: [1.1.1.1]
            evictionHard: {memory.available: 1Gi}
            featureGates: {EnvFiles: false}
            registerWithTaints: [{key: a, effect: NoExecute}]
            reservedMemory: [{numaNode: 1, limits: {memory: 1Gi}}]
            logging: {vmodule: [{filePattern: p, verbosity: 4}]}
            """).Configuration;
        var problems = new List<ConfigurationProblem>();

        var first = new NodeWriter(redact: false).Write(configuration);
        var second = new NodeWriter(redact: false).Write(new NodeReader(problems).Read(first));

        Assert.Empty(problems);
        Assert.Equal(MergePatchTests.Show(first), MergePatchTests.Show(second));
        Assert.Contains("syncFrequency: \"1m30s\"", MergePatchTests.Show(first));
    }

    [Theory]
    [InlineData("https://user:hunter2@host:8443/pods?token=hunter2", "https://<masked>@host:8443/pods")]
    [InlineData("https://host/pods", "https://host/pods")]
    [InlineData("hunter2", "<masked>")]
    [InlineData("", "")]
    public void Write_Redacted_HidesCredentials(string url, string expected)
    {
        var configuration = new KubeletConfiguration
        {
            StaticPodUrl = url,
            StaticPodUrlHeader = OrdinalMap.Of<IReadOnlyList<string>>(("Authorization", ["Bearer hunter2"])),
        };

        var node = new NodeWriter(redact: true).Write(configuration);

        Assert.Equal(expected, Assert.IsType<ScalarNode>(node["staticPodURL"]).Text);
        Assert.Equal("{Authorization: [\"<masked>\"]}", MergePatchTests.Show(node["staticPodURLHeader"]!));
    }
}
