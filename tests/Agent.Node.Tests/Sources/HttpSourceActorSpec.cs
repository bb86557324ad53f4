using System.Text;
using Agent.Node.Hosting;
using Agent.Node.Sources;
using Agent.Node.Tests.Api;
using Agent.Simulation.Faults;
using Agent.Simulation.Nodes;

namespace Agent.Node.Tests.Sources;

public sealed class HttpSourceActorSpec : ApiActorsSpec
{
    private static readonly Uri Url = new("http://192.0.2.9/pods?token=t0p");

    private IEnumerable<SourceSnapshot> Snapshots => Told.OfType<SourceSnapshot>();

    private SimulatedNode StartSource(string? page)
    {
        var node = new SimulatedNode(Time, new SimulatedNodeOptions());
        Put(node, page);
        var services = Services() with { Ports = new NodePorts(node.Runtime, node.Runtime, node.Host) };
        Start(context => context.ActorOf(HttpSourceActor.Props(services, context.Self, Url), "http"));
        Time.Advance(TimeSpan.FromSeconds(1));
        return node;
    }

    private static void Put(SimulatedNode node, string? page)
    {
        if (page is null)
        {
            node.Host.Pages.Remove(Url.ToString());
        }
        else
        {
            node.Host.Pages[Url.ToString()] = Encoding.UTF8.GetBytes(page);
        }
    }

    private static string Pod(string name) =>
        "{\"apiVersion\":\"v1\",\"kind\":\"Pod\",\"metadata\":{\"name\":\"" + name
        + "\"},\"spec\":{\"containers\":[{\"name\":\"main\",\"image\":\"app:v1\"}]}}";

    [Fact]
    public void Page_WithAPod_IsToldOnceUntilItChanges()
    {
        var node = StartSource(Pod("a"));
        Assert.Equal("a-node-1", Assert.Single(Assert.Single(Snapshots).Pods).Metadata.Name);

        Time.Advance(TimeSpan.FromMinutes(1));
        Assert.Single(Snapshots);
        Put(node, Pod("b"));
        Time.Advance(TimeSpan.FromSeconds(21));
        Assert.Equal("b-node-1", Assert.Single(Snapshots.Last().Pods).Metadata.Name);
    }

    [Fact]
    public void Page_PodList_TellsAllItsPods()
    {
        StartSource("{\"apiVersion\":\"v1\",\"kind\":\"PodList\",\"items\":[" + Pod("a") + "," + Pod("b") + "]}");

        Assert.Equal(["a-node-1", "b-node-1"], Assert.Single(Snapshots).Pods.Select(p => p.Metadata.Name!));
    }

    [Fact]
    public void Page_Gone_KeepsTheLastPodsAndSaysWhyWithoutTheQuery()
    {
        var node = StartSource(Pod("a"));
        Put(node, null);
        Time.Advance(TimeSpan.FromSeconds(21));

        Assert.Single(Snapshots);
        var trouble = Told.OfType<SourceTrouble>().Last();
        Assert.Equal("http://192.0.2.9/pods: HTTP 404; only 200 counts", trouble.Problem);
        Put(node, Pod("a"));
        Time.Advance(TimeSpan.FromSeconds(21));
        Assert.Equal("", Told.OfType<SourceTrouble>().Last().Problem);
    }

    [Fact]
    public void Page_Broken_KeepsTheLastPods()
    {
        var node = StartSource(Pod("a"));
        Put(node, "{");
        Time.Advance(TimeSpan.FromSeconds(21));

        Assert.Single(Snapshots);
        Assert.NotEqual("", Told.OfType<SourceTrouble>().Last().Problem);
    }

    [Fact]
    public void Page_Empty_WantsNoPodsAndSaysSo()
    {
        var node = StartSource(Pod("a"));
        Put(node, "");
        Time.Advance(TimeSpan.FromSeconds(21));

        Assert.Empty(Snapshots.Last().Pods);
        Assert.Contains("empty", Assert.Single(Snapshots.Last().Problems), StringComparison.Ordinal);
    }

    [Fact]
    public void Server_ThatHangs_IsGivenUpAndAskedAgain()
    {
        var node = StartSource(null);
        node.Host.Faults.Add(new Fault { Kind = FaultKind.Hang, Method = "Fetch", Times = 1 });
        Put(node, Pod("a"));
        Time.Advance(TimeSpan.FromSeconds(41));

        Assert.Equal("a-node-1", Assert.Single(Assert.Single(Snapshots).Pods).Metadata.Name);
    }
}
