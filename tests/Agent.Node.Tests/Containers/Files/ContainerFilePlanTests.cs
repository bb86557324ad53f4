using Agent.Cri.Protocol;
using Agent.Kubernetes;
using Agent.Node.Containers;
using Agent.Node.Containers.Files;
using Agent.Node.Hosting;
using Agent.Node.Runtime;

namespace Agent.Node.Tests.Containers.Files;

public sealed class ContainerFilePlanTests
{
    private static readonly NodeOptions Options = new() { NodeName = "n", RootDirectory = "/r" };
    private static readonly ContainerRecord Fresh = new() { Name = "main", Kind = ContainerKind.Regular };

    [Fact]
    public void Next_EachInstance_HasAMessageFileOfItsOwnAndKeepsThoseBefore()
    {
        var first = ContainerFilePlan.Next(Target(), Fresh, Options);
        var second = ContainerFilePlan.Next(Target(), Fresh with { Instance = Instance("c1", first.MessagePath) }, Options);
        var third = ContainerFilePlan.Next(
            Target(), Fresh with { Instance = Instance("c2", second.MessagePath), Previous = Instance("c1", first.MessagePath) }, Options);

        Assert.Matches("^[0-9a-f]{8}$", first.MessageFile);
        Assert.Equal(3, new HashSet<string> { first.MessageFile, second.MessageFile, third.MessageFile }.Count);
        Assert.Equal([second.MessageFile, first.MessageFile], third.Keep);
        Assert.Equal($"/r/pods/u1/containers/main/{third.MessageFile}", third.MessagePath);
    }

    [Fact]
    public void Next_AttemptThatCameToNothing_UsesItsFileAgain() =>
        Assert.Equal(ContainerFilePlan.Next(Target(), Fresh, Options).MessageFile, ContainerFilePlan.Next(Target(), Fresh, Options).MessageFile);

    [Fact]
    public void Next_WithoutAPath_MakesNoMessageFile() =>
        Assert.Equal("", ContainerFilePlan.Next(Target(path: null), Fresh, Options).MessageFile);

    [Fact]
    public void AddMounts_BothFiles_AreWritableAndLast()
    {
        var config = new ContainerConfig { Mounts = { new Mount { ContainerPath = "/data" } } };
        var target = Target();

        ContainerFilePlan.AddMounts(config, target.Container, ContainerFilePlan.Next(target, Fresh, Options));

        Assert.Equal(["/data", "/etc/hosts", "/dev/termination-log"], config.Mounts.Select(m => m.ContainerPath));
        Assert.All(config.Mounts, m => Assert.False(m.Readonly));
        Assert.Equal("/r/pods/u1/etc-hosts", config.Mounts[1].HostPath);
    }

    private static ContainerInstance Instance(string id, string messagePath) =>
        new() { Id = id, Name = "main", State = ContainerInstanceState.Exited, MessagePath = messagePath };

    private static ContainerTarget Target(string? path = "/dev/termination-log")
    {
        var container = new V1Container { Name = "main", TerminationMessagePath = path };
        var pod = new V1Pod
        {
            Metadata = new V1ObjectMeta { Name = "web", Namespace = "ns", Uid = "u1" },
            Spec = new V1PodSpec { Containers = [container] },
        };
        return new ContainerTarget(pod, container, new SandboxInstance("s1", 0, true, 1, ["10.0.0.9"], false), new PodSandboxConfig());
    }
}
