using System.Text.Json;
using Agent.Node.Configuration;
using static Agent.Node.Tests.Configuration.TestConfigurations;

namespace Agent.Node.Tests.Configuration;

public class ConfigurationTextTests
{
    private const string Fields = """
        maxPods: 7
        clusterDomain: "true"
        clusterDNS: [1.1.1.1]
        registerWithTaints: [{key: a, value: "1", effect: NoExecute}]
        systemReserved: {cpu: "1", memory: 1Gi}
        staticPodURL: https://me:hunter2@host/pods
        """;

    [Fact]
    public void ToYaml_Configuration_ReadsTheSameAgain()
    {
        var first = ConfigurationText.ToYaml(Load(Fields));
        var again = KubeletConfigurationLoader.Load(new ConfigurationSources { Main = new ConfigurationFile(MainPath, first) });

        Assert.Empty(again.Errors());
        Assert.Equal(WithoutComments(first), WithoutComments(ConfigurationText.ToYaml(again)));
        Assert.Equal("true", again.Configuration.ClusterDomain);
        Assert.Equal("1", Assert.Single(again.Configuration.RegisterWithTaints).Value);
    }

    [Fact]
    public void ToYaml_ValueThatWasSet_NamesItsOrigin()
    {
        var lines = ConfigurationText.ToYaml(Load(Fields)).Split('\n');

        Assert.Contains("maxPods: 7  # /etc/agent/kubelet.yaml:3", lines);
        Assert.Contains("  memory: 1Gi  # /etc/agent/kubelet.yaml:7", lines);
        Assert.Contains("- effect: NoExecute  # /etc/agent/kubelet.yaml:6", lines);
        Assert.Contains("port: 10250", lines);
    }

    [Fact]
    public void ToYamlAndToJson_Secret_IsMasked()
    {
        var loaded = Load(Fields);

        Assert.DoesNotContain("hunter2", ConfigurationText.ToYaml(loaded));
        Assert.DoesNotContain("hunter2", ConfigurationText.ToJson(loaded.Configuration));
    }

    [Fact]
    public void ToJson_Configuration_HasTypedValues()
    {
        using var document = JsonDocument.Parse(ConfigurationText.ToJson(Load(Fields).Configuration));
        var root = document.RootElement;

        Assert.Equal("KubeletConfiguration", root.GetProperty("kind").GetString());
        Assert.Equal(7, root.GetProperty("maxPods").GetInt32());
        Assert.Equal("1m0s", root.GetProperty("syncFrequency").GetString());
        Assert.False(root.GetProperty("authentication").GetProperty("anonymous").GetProperty("enabled").GetBoolean());
        Assert.Equal("1.1.1.1", root.GetProperty("clusterDNS")[0].GetString());
    }

    private static string WithoutComments(string yaml) => string.Join('\n', yaml.Split('\n').Select(line => line.Split("  # ")[0]));
}
