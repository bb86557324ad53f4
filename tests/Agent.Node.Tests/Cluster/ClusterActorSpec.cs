using Agent.Kubernetes.Api;
using Agent.Node.Api;
using Agent.Node.Cluster;
using Agent.Node.Configuration;
using Agent.Node.Hosting;
using Agent.Node.Runtime;
using Agent.Node.Tests.Api;
using Akka.Actor;

namespace Agent.Node.Tests.Cluster;

public sealed class ClusterActorSpec : ApiActorsSpec
{
    private static readonly ObjectKey Map = new(ObjectKind.ConfigMap, "default", "settings");
    private static readonly ObjectKey Key = new(ObjectKind.Secret, "default", "key");

    private int _reads;

    private IEnumerable<ObjectsRead> Answers => Told.OfType<ObjectsRead>();

    private static string MapJson(string value, string version = "5") =>
        $$$"""{"kind":"ConfigMap","apiVersion":"v1","metadata":{"name":"settings","namespace":"default","uid":"u1","resourceVersion":"{{{version}}}"},"data":{"a":"{{{value}}}"}}""";

    private static ApiResponse Page(params string[] items) => ScriptedApi.Json(
        $$$"""{"kind":"List","apiVersion":"v1","metadata":{"resourceVersion":"10"},"items":[{{{string.Join(',', items)}}}]}""");

    private void StartCluster(ChangeDetectionStrategy strategy)
    {
        var services = Services(new NodeOptions { NodeName = "node-1", ChangeDetection = strategy });
        IActorRef gateway = ActorRefs.Nobody;
        Start(
            context => gateway = context.ActorOf(ApiActor.Props(services), "api"),
            context => context.ActorOf(ClusterActor.Props(services, gateway), "cluster"));
    }

    private void Read(params ObjectKey[] keys) => Tell(new ReadObjects(new CallId(0, ++_reads), [.. keys]));

    [Fact]
    public void Read_Nothing_IsAnsweredAtOnceWithServicesAndNode()
    {
        StartCluster(ChangeDetectionStrategy.Watch);
        Read();

        Assert.Null(Assert.Single(Answers).Objects.Services);
        Tell(new Watch.ServicesObserved([]));
        Read();
        Assert.Empty(Answers.Last().Objects.Services!);
    }

    [Fact]
    public void Watch_Object_IsListedOnceAndKeptTrue()
    {
        StartCluster(ChangeDetectionStrategy.Watch);
        Api.Answer = _ => Page(MapJson("one"));
        Read(Map);
        Assert.Equal("metadata.name=settings", Assert.Single(Api.Requests).Request.Parameter("fieldSelector"));
        Assert.Equal("one", Assert.Single(Answers).Objects[Map].ConfigMap!.Data!["a"]);

        Do(Api.Watches[0].Accept);
        Do(() => Api.Watches[0].Send(ScriptedApi.Frame(WatchEventKind.Modified, MapJson("two", "11"))));
        Read(Map);
        Assert.Equal("two", Answers.Last().Objects[Map].ConfigMap!.Data!["a"]);

        Do(() => Api.Watches[0].Send(ScriptedApi.Frame(WatchEventKind.Deleted, MapJson("two", "12"))));
        Read(Map);
        Assert.True(Answers.Last().Objects[Map].IsMissing);
        Assert.Single(Api.Requests);
    }

    [Fact]
    public void Watch_NobodyNamesItAnyMore_Ends()
    {
        StartCluster(ChangeDetectionStrategy.Watch);
        Api.Answer = _ => Page(MapJson("one"));
        Read(Map);
        Do(Api.Watches[0].Accept);
        Read();
        Time.Advance(TimeSpan.FromSeconds(1));

        Assert.True(Api.Watches[0].IsDisposed);
    }

    [Fact]
    public void Watch_Forbidden_IsAnAnswerThatSaysSo()
    {
        StartCluster(ChangeDetectionStrategy.Watch);
        Api.Answer = _ => ScriptedApi.Error(403, "Forbidden", "no relationship found between node and this object");
        Read(Key);

        Assert.Equal("no relationship found between node and this object", Assert.Single(Answers).Objects[Key].Error);
    }

    [Fact]
    public void Watch_NoAnswer_IsAnAnswerAfterTenSeconds()
    {
        StartCluster(ChangeDetectionStrategy.Watch);
        Read(Map);
        Time.Advance(TimeSpan.FromSeconds(9.9));
        Assert.Empty(Answers);
        Time.Advance(TimeSpan.FromSeconds(0.2));

        Assert.Equal("not known after 10 s", Assert.Single(Answers).Objects[Map].Error);
    }

    [Theory]
    [InlineData(ChangeDetectionStrategy.Get, 3)]
    [InlineData(ChangeDetectionStrategy.Cache, 2)]
    public void Get_AskedThreeTimes_AsksTheServerAsTheStrategySays(ChangeDetectionStrategy strategy, int requests)
    {
        StartCluster(strategy);
        Api.Answer = _ => ScriptedApi.Json(MapJson("one"));
        Read(Map);
        Read(Map);
        Time.Advance(TimeSpan.FromSeconds(61));
        Read(Map);

        Assert.Equal(requests, Api.Requests.Count);
        Assert.All(Api.Requests, r => Assert.Equal(ApiVerb.Get, r.Request.Verb));
        Assert.All(Answers, a => Assert.Equal("one", a.Objects[Map].ConfigMap!.Data!["a"]));
    }

    [Fact]
    public void Get_NotThere_IsMissingNotAnError()
    {
        StartCluster(ChangeDetectionStrategy.Get);
        Api.Answer = _ => ScriptedApi.Error(404, "NotFound");
        Read(Map);

        Assert.True(Assert.Single(Answers).Objects[Map].IsMissing);
    }

    [Fact]
    public void Get_ContentThatCannotBeRead_NamesNoContent()
    {
        StartCluster(ChangeDetectionStrategy.Get);
        Api.Answer = _ => ScriptedApi.Json("""{"data":{"password":["hunter2"]}}""");
        Read(Key);

        var data = Assert.Single(Answers).Objects[Key];
        Assert.NotNull(data.Error);
        Assert.DoesNotContain("hunter2", data.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void Crash_WhileSomebodyWaits_AnswersAndWorksOn()
    {
        StartCluster(ChangeDetectionStrategy.Watch);
        Read(Map);
        Tell(Kill.Instance);
        Assert.NotNull(Assert.Single(Answers).Objects[Map].Error);

        Api.Answer = _ => Page(MapJson("one"));
        Read(Map);
        Assert.Equal("one", Answers.Last().Objects[Map].ConfigMap!.Data!["a"]);
    }
}
