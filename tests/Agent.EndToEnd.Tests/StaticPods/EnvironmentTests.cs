using System.Text.Json.Nodes;
using Agent.EndToEnd.Tests.Fixtures;

namespace Agent.EndToEnd.Tests.StaticPods;

/// <summary>What a container finds around itself, seen from inside.</summary>
public sealed class EnvironmentTests(ContainerdFixture containerd) : IClassFixture<ContainerdFixture>
{
    [SkippableFact]
    public async Task Hosts_PodNetwork_NameThePodAndItsAliases()
    {
        await using var lab = await StaticPodLab.StartAsync(containerd);
        lab.Write(lab.Sleeping("hosts").With("hostAliases", JsonNode.Parse("""[{"ip":"192.0.2.7","hostnames":["alias","other"]}]""")!));

        var container = await lab.Runtime.RunningAsync("hosts");
        var address = (await lab.Runtime.SandboxStatusAsync("hosts")).Network.Ip;
        var hosts = await lab.Runtime.ExecAsync(container.Id, "cat", "/etc/hosts");

        Assert.StartsWith("# Kubernetes-managed hosts file.\n127.0.0.1\tlocalhost\n", hosts, StringComparison.Ordinal);
        Assert.EndsWith(
            $"\n{address}\t{RuntimeView.PodName("hosts")}\n\n# Entries added by HostAliases.\n192.0.2.7\talias\tother\n", hosts, StringComparison.Ordinal);
        Assert.Equal(RuntimeView.PodName("hosts") + "\n", await lab.Runtime.ExecAsync(container.Id, "hostname"));
    }

    [SkippableFact]
    public async Task Hosts_HostNetwork_AreTheNodesWithAHeader()
    {
        await using var lab = await StaticPodLab.StartAsync(containerd);
        lab.Write(lab.Sleeping("hostnet").With("hostNetwork", true));

        var container = await lab.Runtime.RunningAsync("hostnet");

        Assert.Equal(
            "# Kubernetes-managed hosts file (host network).\n" + await File.ReadAllTextAsync("/etc/hosts"),
            await lab.Runtime.ExecAsync(container.Id, "cat", "/etc/hosts"));
    }

    [SkippableFact]
    public async Task Resolver_ClusterAndPodConfig_AreBothInIt()
    {
        await using var lab = await StaticPodLab.StartAsync(containerd, "clusterDNS: [10.96.0.10]\nclusterDomain: lab.example\nresolvConf: ''");
        lab.Write(lab.Sleeping("dns").With("dnsConfig", JsonNode.Parse(
            """{"nameservers":["192.0.2.53"],"searches":["more.example"],"options":[{"name":"ndots","value":"2"},{"name":"edns0"}]}""")!));

        var container = await lab.Runtime.RunningAsync("dns");
        var text = await lab.Runtime.ExecAsync(container.Id, "cat", "/etc/resolv.conf");

        Assert.Contains("search default.svc.lab.example svc.lab.example lab.example more.example\n", text, StringComparison.Ordinal);
        Assert.Contains("nameserver 10.96.0.10\nnameserver 192.0.2.53\n", text, StringComparison.Ordinal);
        Assert.Contains("options edns0 ndots:2\n", text, StringComparison.Ordinal);
    }

    [SkippableFact]
    public async Task Security_ContainerOverPod_IsWhatTheProcessHas()
    {
        await using var lab = await StaticPodLab.StartAsync(containerd);
        lab.Write(lab.Sleeping("secure")
            .With("securityContext", JsonNode.Parse(
                """{"runAsUser":1000,"runAsGroup":2000,"fsGroup":3000,"supplementalGroups":[4000],"sysctls":[{"name":"net/ipv4/ip_unprivileged_port_start","value":"1"}]}""")!)
            .WithContainer("securityContext", JsonNode.Parse(
                """{"runAsUser":1001,"allowPrivilegeEscalation":false,"readOnlyRootFilesystem":true,"capabilities":{"drop":["ALL"]}}""")!));

        var container = await lab.Runtime.RunningAsync("secure");
        async Task<string> In(string script) => (await lab.Runtime.ExecAsync(container.Id, "sh", "-c", script)).TrimEnd('\n');

        Assert.Equal("1001 2000 2000 3000 4000", await In("echo $(id -u) $(id -g) $(id -G)"));
        Assert.Equal("0000000000000000", await In("grep CapBnd /proc/1/status | cut -f2"));
        Assert.Equal("1", await In("grep NoNewPrivs /proc/1/status | cut -f2"));
        Assert.Equal("refused", await In("touch /probe 2>/dev/null || echo refused"));
        Assert.Equal("0", await In("cat /proc/kcore | wc -c"));
        Assert.Equal("1", await In("cat /proc/sys/net/ipv4/ip_unprivileged_port_start"));
    }

    [SkippableFact]
    public async Task Cgroup_Pod_HasItsLimitsWhileItRunsAndIsGoneAfterwards()
    {
        await using var lab = await StaticPodLab.StartAsync(containerd, "podPidsLimit: 500");
        lab.Write(lab.Sleeping("limits").WithContainer(
            "resources", JsonNode.Parse("""{"requests":{"cpu":"250m","memory":"32Mi"},"limits":{"cpu":"500m","memory":"64Mi"}}""")!));
        await lab.Runtime.RunningAsync("limits");
        var sandbox = (await lab.Runtime.SandboxesAsync("limits"))[0];
        var group = $"{lab.Agent.CgroupRoot}/kubepods/burstable/pod{sandbox.Metadata.Uid}";
        var container = await lab.Runtime.RunningAsync("limits");

        var membership = await File.ReadAllTextAsync($"/proc/{await lab.Runtime.ProcessAsync(container.Id)}/cgroup");
        Assert.Contains($"{group}/{container.Id}\n", membership, StringComparison.Ordinal);
        if (File.Exists("/sys/fs/cgroup/cgroup.controllers"))
        {
            Assert.Equal("50000 100000", Limit("", "cpu.max"));
            Assert.Equal("67108864", Limit("", "memory.max"));
            Assert.Equal("500", Limit("", "pids.max"));
        }
        else
        {
            Assert.Equal("256", Limit("/cpu", "cpu.shares"));
            Assert.Equal("50000", Limit("/cpu", "cpu.cfs_quota_us"));
            Assert.Equal("67108864", Limit("/memory", "memory.limit_in_bytes"));
            Assert.Equal("500", Limit("/pids", "pids.max"));
        }

        lab.Manifests.Delete("limits");
        await lab.Runtime.GoneAsync("limits");
        await Eventually.TrueAsync(
            () => !Directory.GetDirectories("/sys/fs/cgroup").Prepend("/sys/fs/cgroup").Any(h => Directory.Exists(h + group)),
            $"cgroup {group} is gone");

        string Limit(string hierarchy, string file) => File.ReadAllText($"/sys/fs/cgroup{hierarchy}{group}/{file}").Trim();
    }

    [SkippableTheory]
    [InlineData("File", "echo -n written > /dev/termination-log; exit 3", "written")]
    [InlineData("FallbackToLogsOnError", "echo said; exit 3", "said")]
    [InlineData("File", "echo said; exit 3", "")]
    public async Task Message_ContainerEnds_IsExplained(string policy, string script, string message)
    {
        await using var lab = await StaticPodLab.StartAsync(containerd);
        lab.Write(lab.Pod("message", "sh", "-c", script).With("restartPolicy", "Never").WithContainer("terminationMessagePolicy", policy));

        var pod = await lab.ExplainedAsync("message", p => p.Containers is [{ State: "Exited" }] && p.State == "Terminated", "ended");

        Assert.Equal((3, message), (pod.Containers[0].ExitCode, pod.Containers[0].Message.TrimEnd()));
    }
}
