using Agent.Cri.Protocol;
using Agent.Simulation.Faults;
using Agent.Simulation.Runtime;

namespace Agent.Node.Tests.Actors;

/// <summary>What a container says of its end, and the files that it gets for that.</summary>
public sealed class TerminationMessageSpec : NodeSpec
{
    private static readonly TimeSpan Minute = TimeSpan.FromMinutes(1);

    [Fact]
    public void Start_Container_HasItsHostsAndMessageFileMounted()
    {
        Write("web", "app:v1");

        ExpectWithin(Minute, () => AllRun(1));

        var mounts = Node.Runtime.Containers.Single().Config.Mounts;
        Assert.Equal(["/etc/hosts", "/dev/termination-log"], mounts.Select(m => m.ContainerPath));
        Assert.Contains("10.0.0.1\tweb-node-1\n", Node.Host.Read(mounts[0].HostPath)!, StringComparison.Ordinal);
        Assert.Equal("", Node.Host.Read(mounts[1].HostPath));
        Assert.Matches("/pods/[^/]+/containers/main/[0-9a-f]{8}$", mounts[1].HostPath);
    }

    [Fact]
    public void Exit_MessageWritten_IsReadFromTheInstancesOwnFile()
    {
        Node.Runtime.Registry["job:v1"] = new RegistryImage
        {
            Program = start => ContainerBehavior.ExitsAfter(TimeSpan.FromSeconds(1), 1) with { TerminationMessage = $"end {start.RestartCount}" },
        };
        var reads = RequestsOfHost("ReadTail");
        Write("job", "job:v1");

        ExpectWithin(Minute, () => reads.Count == 2);

        Assert.Equal(2, reads.Distinct().Count());
    }

    [Fact]
    public void Exit_FileCannotBeRead_RestartsAllTheSame()
    {
        Node.Runtime.Registry["job:v1"] = new RegistryImage { Program = _ => ContainerBehavior.ExitsAfter(TimeSpan.FromSeconds(1), 1) };
        Node.Host.Faults.Add(new Fault { Kind = FaultKind.Hang, Method = "ReadTail" });
        Write("job", "job:v1");

        ExpectWithin(Minute, () => Starts.Count() == 3);
    }

    [Fact]
    public void Prepare_FilesCannotBeMade_IsExplainedAndTriedAgain()
    {
        var fault = Node.Host.Faults.Add(new Fault { Kind = FaultKind.Fail, Method = "PrepareContainerFiles" });
        Write("web", "app:v1");
        ExpectWithin(Minute, () => Said("web").Containers is [{ Reason: "CreateContainerConfigError" }]);

        fault.Dispose();

        ExpectWithin(Minute, () => AllRun(1));
        Assert.Equal(ContainerState.ContainerRunning, Node.Runtime.Containers.Single().State);
    }

    private List<string> RequestsOfHost(string method)
    {
        var lines = new List<string>();
        Time.Trace.IsOn = true;
        Time.Trace.OnLine += line =>
        {
            if (line.Contains($"/host {method} is called: ", StringComparison.Ordinal))
            {
                lines.Add(line[line.IndexOf("is called", StringComparison.Ordinal)..]);
            }
        };
        return lines;
    }
}
