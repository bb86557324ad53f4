using Agent.CommandLine;
using Agent.Hosting;
using Agent.Node.Configuration.Flags;
using Agent.Settings;
using Agent.Tests.CommandLine;

namespace Agent.Tests.Hosting;

public sealed class NodeOptionsFactoryTests
{
    [Fact]
    public void Create_NodeStatusSettings_ReachTheActors()
    {
        var status = Create(
            "node-labels=a=b", "cloud-provider=external", "node-ip=192.0.2.7", "hostname-override=N1", "max-pods=7", "pods-per-core=2",
            "provider-id=p://1", "register-node=false", "register-with-taints=k=v:NoSchedule", "node-status-update-frequency=3s",
            "node-status-max-images=4", "kube-reserved=cpu=1", "system-reserved=memory=1Gi", "reserved-cpus=0-1", "port=1234",
            "eviction-hard=memory.available<1Gi", "experimental-allocatable-ignore-eviction=true", "local-storage-capacity-isolation=false",
            "enable-controller-attach-detach=false").Status;

        Assert.Equal("b", status.Labels["a"]);
        Assert.True(status.IsExternalCloud);
        Assert.Equal(["192.0.2.7"], status.GivenNodeIps);
        Assert.Equal("n1", status.HostName);
        Assert.Equal((7, 2, 4, 1234, 2), (status.MaxPods, status.PodsPerCore, status.MaxImages, status.KubeletPort, status.ReservedSystemCpus));
        Assert.Equal("p://1", status.ProviderId);
        Assert.False(status.RegisterNode);
        Assert.Equal("k", Assert.Single(status.Taints).Key);
        Assert.Equal(TimeSpan.FromSeconds(3), status.UpdateFrequency);
        Assert.Equal(("1", "1Gi", "1Gi"), (status.KubeReserved["cpu"], status.SystemReserved["memory"], status.EvictionHard["memory.available"]));
        Assert.True(status.AllocatableIgnoresEviction);
        Assert.False(status.LocalStorageCapacityIsolation);
        Assert.False(status.ControllerAttachDetach);
        Assert.StartsWith(AgentVersion.Current.Kubernetes + "+agent.", status.KubeletVersion, StringComparison.Ordinal);
    }

    [Fact]
    public void Create_Defaults_AreTheKubelets()
    {
        var status = Create().Status;

        Assert.Equal((TimeSpan.FromSeconds(10), TimeSpan.FromMinutes(5), 40), (status.UpdateFrequency, status.ReportFrequency, status.LeaseDurationSeconds));
        Assert.Equal((50, 110, 0, 10250), (status.MaxImages, status.MaxPods, status.PodsPerCore, status.KubeletPort));
        Assert.True(status.RegisterNode);
        Assert.Equal("10%", status.EvictionHard["nodefs.available"]);
        Assert.Empty(status.GivenNodeIps);
    }

    private static Agent.Node.Hosting.NodeOptions Create(params string[] flags)
    {
        var values = flags.Select(flag => new FlagValues(flag.Split('=')[0], [flag[(flag.IndexOf('=') + 1)..]])).ToList();
        var resolved = RunSettingsResolver.Resolve(values, CommandRunner.Environment with { UserId = 0 });
        Assert.False(resolved.HasErrors, string.Join("; ", resolved.Problems));
        return NodeOptionsFactory.Create(resolved.Settings, ["192.0.2.1"], 0);
    }
}
