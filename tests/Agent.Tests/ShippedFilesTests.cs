using System.Text.Json;
using Agent.Node.Sources;
using Agent.Tests.CommandLine;

namespace Agent.Tests;

/// <summary>The files that an operator starts from say what this version does.</summary>
public class ShippedFilesTests
{
    [Fact]
    public async Task KubeletConfig_Example_IsRightAndHasAnEffect()
    {
        var file = Repository.Path("config/kubelet-config.yaml");

        var outcome = await CommandRunner.RunAsync("config", "check", file);

        Assert.Equal($"{file}: ok, 0 errors, 0 warnings\n", outcome.Output);
    }

    [Fact]
    public async Task SystemdUnit_Flags_AreKnown()
    {
        var start = File.ReadLines(Repository.Path("config/node-agent.service")).Single(line => line.StartsWith("ExecStart=", StringComparison.Ordinal));
        var words = start["ExecStart=".Length..].Split(' ');

        Assert.Equal(["/usr/local/bin/agent", "run"], words[..2]);
        var flags = words[2..].Where(word => !word.StartsWith("--config", StringComparison.Ordinal));
        var outcome = await CommandRunner.RunAsync(["config", "print", "--root-dir=/var/lib/kubelet", .. flags]);
        Assert.Equal(0, outcome.Code);
    }

    [Fact]
    public void CniNetwork_Example_IsJson()
    {
        using var document = JsonDocument.Parse(File.ReadAllText(Repository.Path("config/cni/10-bridge.conflist")));

        Assert.Equal(["bridge", "portmap"], document.RootElement.GetProperty("plugins").EnumerateArray().Select(plugin => plugin.GetProperty("type").GetString()));
    }

    [Fact]
    public void Samples_Pods_AreValidManifests()
    {
        var files = Directory.GetFiles(Repository.Path("samples/pods"), "*.yaml").Order(StringComparer.Ordinal).ToArray();

        Assert.True(files.Length >= 4);
        Assert.All(files, file =>
        {
            var result = StaticPodManifest.Read(File.ReadAllBytes(file), "node", "file", file);
            Assert.Empty(result.Errors);
            Assert.Empty(result.Warnings);
            Assert.Single(result.Pods);
        });
    }
}
