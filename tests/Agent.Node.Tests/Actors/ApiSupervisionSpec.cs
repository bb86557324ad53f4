using Akka.Actor;

namespace Agent.Node.Tests.Actors;

public sealed class ApiSupervisionSpec : ApiNodeSpec
{
    /// <summary>Where an actor of each type that only a node with an API server has is.</summary>
    private static readonly SortedDictionary<string, string> Paths = new(StringComparer.Ordinal)
    {
        ["ApiActor"] = "api",
        ["ClusterActor"] = "cluster",
        ["EventsActor"] = "events",
        ["HeartbeatActor"] = "heartbeat",
        ["HttpSourceActor"] = "sources/http",
        ["MirrorActor"] = "mirrors",
        ["NodeFactsActor"] = "nodestatus/facts",
        ["NodeStatusActor"] = "nodestatus",
        ["ReflectorActor`1"] = "watch/pods",
        ["StatusActor"] = "status",
        ["WatchActor"] = "watch",
    };

    public static TheoryData<string> Types => [.. Paths.Keys];

    internal static IEnumerable<string> Names => Paths.Keys;

    [Theory]
    [MemberData(nameof(Types))]
    public void Throw_InAnyActor_RestartsNoContainerAndNewWorkSucceeds(string type)
    {
        CreatePod("old");
        ExpectWithin(TimeSpan.FromMinutes(1), () => IsReady("old"));
        Time.Advance(TimeSpan.FromSeconds(1));
        Facts.Clear();

        Time.System.ActorSelection($"/user/{Node.Name}/{Paths[type]}").Tell(Kill.Instance);
        Time.Advance(TimeSpan.FromSeconds(30));

        Assert.Single(Time.Errors, e => e.Message.Contains("ActorKilledException", StringComparison.Ordinal));
        Assert.Empty(Facts);
        CreatePod("new");
        ExpectWithin(TimeSpan.FromMinutes(1), () => IsReady("new"));
        Assert.Equal("new", Assert.Single(Starts).PodName);
        Assert.True(IsReady("old"));
        Assert.Contains(NodeObject!.Status.Conditions!, c => c is { Type: "Ready", Status: "True" });
    }
}
