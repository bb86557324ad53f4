using Agent.Cri.Protocol;
using Agent.Simulation.Faults;

namespace Agent.Node.Tests.Actors;

/// <summary>Pods with a user namespace of their own.</summary>
public sealed class UserNamespaceSpec : NodeSpec
{
    private const string Own = "hostUsers: false";

    private static readonly TimeSpan Minute = TimeSpan.FromMinutes(1);

    [Fact]
    public void HostUsers_RuntimeCannot_IsExplained()
    {
        Write("web", "app:v1", Own);

        ExpectWithin(Minute, () => Said("web").LastError.Contains("does not support user namespaces", StringComparison.Ordinal));
        Assert.Empty(Node.Runtime.Sandboxes);
    }

    [Fact]
    public void HostUsers_TwoPods_HaveIdsOfTheirOwnInSandboxContainerAndMounts()
    {
        Node.Runtime.Handlers.Add(new RuntimeHandler { Features = new RuntimeHandlerFeatures { UserNamespaces = true } });
        Time.Advance(TimeSpan.FromSeconds(10));
        Write("a", "app:v1", Own);
        Write("b", "app:v1", Own);
        Write("c", "app:v1");

        ExpectWithin(Minute, () => AllRun(3));

        var firsts = new List<uint>();
        foreach (var container in Node.Runtime.Containers.Where(c => c.Sandbox.Config.Metadata.Name[0] != 'c'))
        {
            var ids = container.Sandbox.Config.Linux.SecurityContext.NamespaceOptions.UsernsOptions;
            Assert.Equal((NamespaceMode.Pod, 0u, 65536u), (ids.Mode, ids.Uids[0].ContainerId, ids.Uids[0].Length));
            Assert.Equal(ids, container.Config.Linux.SecurityContext.NamespaceOptions.UsernsOptions);
            Assert.All(container.Config.Mounts, m => Assert.Equal(ids.Uids, m.UidMappings));
            firsts.Add(ids.Uids[0].HostId);
        }

        Assert.Equal([65536u, 131072u], firsts.Order());
        var other = Node.Runtime.Containers.Single(c => c.Sandbox.Config.Metadata.Name[0] == 'c');
        Assert.Equal(NamespaceMode.Node, other.Config.Linux.SecurityContext.NamespaceOptions.UsernsOptions.Mode);
    }

    [Fact]
    public void HostUsers_AgentStartedAnew_GivesNoIdsTwice()
    {
        Node.Runtime.Handlers.Add(new RuntimeHandler { Features = new RuntimeHandlerFeatures { UserNamespaces = true } });
        Time.Advance(TimeSpan.FromSeconds(10));
        Write("a", "app:v1", Own);
        ExpectWithin(Minute, () => AllRun(1));
        Node.Stop();
        Node.Start();
        Write("b", "app:v1", Own);

        ExpectWithin(Minute, () => AllRun(2));

        Assert.Equal(
            [65536u, 131072u],
            Node.Runtime.Sandboxes.Select(s => s.Config.Linux.SecurityContext.NamespaceOptions.UsernsOptions.Uids[0].HostId).Order());
    }

    [Fact]
    public void HostUsers_IdsCannotBeNoted_WaitsAndGoesOn()
    {
        Node.Runtime.Handlers.Add(new RuntimeHandler { Features = new RuntimeHandlerFeatures { UserNamespaces = true } });
        Time.Advance(TimeSpan.FromSeconds(10));
        var fault = Node.Host.Faults.Add(new Fault { Kind = FaultKind.Fail, Method = "WriteText", Message = "no space left" });
        Write("a", "app:v1", Own);
        ExpectWithin(Minute, () => Said("a").LastError.Contains("no space left", StringComparison.Ordinal));
        Assert.Empty(Node.Runtime.Sandboxes);

        fault.Dispose();

        ExpectWithin(Minute, () => AllRun(1));
    }
}
