using Agent.Kubernetes;
using Agent.Kubernetes.Api;
using Agent.Node.Api;

namespace Agent.Node.Tests.Api;

public sealed class ReflectorActorSpec : ApiActorsSpec
{
    private static readonly ApiRequest List = ApiRequests.List(KubernetesResources.Pods, fieldSelector: "spec.nodeName=node-1");

    private IEnumerable<WatchedSet<V1Pod>> Sets => Told.OfType<WatchedSet<V1Pod>>();

    private IEnumerable<string> Changes => Told.OfType<WatchedChange<V1Pod>>().Select(c => $"{c.Kind} {c.Object.Name()}");

    private ScriptedApi.OpenWatch LastWatch => Api.Watches[^1];

    private static string Pod(string name, string version, string more = "") =>
        $$$"""{"kind":"Pod","apiVersion":"v1","metadata":{"name":"{{{name}}}","namespace":"default","uid":"uid-{{{name}}}","resourceVersion":"{{{version}}}"{{{more}}}},"spec":{"containers":[]}}""";

    private static ApiResponse Page(string version, string next, params string[] pods) => ScriptedApi.Json(
        $$$"""{"kind":"PodList","apiVersion":"v1","metadata":{"resourceVersion":"{{{version}}}","continue":"{{{next}}}"},"items":[{{{string.Join(',', pods)}}}]}""");

    private void StartReflector()
    {
        var services = Services();
        Akka.Actor.IActorRef gateway = Akka.Actor.ActorRefs.Nobody;
        Start(
            context => gateway = context.ActorOf(ApiActor.Props(services), "api"),
            context => context.ActorOf(ReflectorActor<V1Pod>.Props(new ReflectorSetup(services, gateway, context.Self, "pods", List)), "pods"));
    }

    private void StartWatching()
    {
        Api.Answer = request => Page("10", "", Pod("a", "5"));
        StartReflector();
        Do(LastWatch.Accept);
    }

    private void Send(params WatchFrame[] frames) => Do(() => LastWatch.Send(frames));

    [Fact]
    public void Start_ListsThenWatchesFromTheListsVersion()
    {
        StartWatching();

        Assert.Equal("0", Api.Requests[0].Request.Parameter("resourceVersion"));
        Assert.Equal("spec.nodeName=node-1", Api.Requests[0].Request.Parameter("fieldSelector"));
        Assert.Equal("a", Assert.Single(Assert.Single(Sets).Objects).Name());
        Assert.Equal("10", LastWatch.Version);
        Assert.Equal("true", LastWatch.Request.Parameter("allowWatchBookmarks"));
        Assert.InRange(int.Parse(LastWatch.Request.Parameter("timeoutSeconds")!, System.Globalization.CultureInfo.InvariantCulture), 300, 600);
    }

    [Fact]
    public void Watch_Events_AreToldOnceAndInOrder()
    {
        StartWatching();
        Send(ScriptedApi.Frame(WatchEventKind.Added, Pod("b", "11")), ScriptedApi.Frame(WatchEventKind.Modified, Pod("b", "12")));
        Send(ScriptedApi.Frame(WatchEventKind.Deleted, Pod("b", "13")));

        Assert.Equal(["Added b", "Modified b", "Deleted b"], Changes);
    }

    [Fact]
    public void Watch_EndsInOrder_GoesOnFromTheLastVersionAtOnce()
    {
        StartWatching();
        Send(ScriptedApi.Frame(WatchEventKind.Added, Pod("b", "11")), ScriptedApi.Frame(WatchEventKind.Bookmark, Pod("", "20")));
        Send();

        Assert.Equal(2, Api.Watches.Count);
        Assert.Equal("20", LastWatch.Version);
        Assert.True(Api.Watches[0].IsDisposed);
        Assert.Single(Sets);
    }

    [Fact]
    public void Watch_EndsAtOnceAgainAndAgain_RestsLongerAndLonger()
    {
        StartWatching();
        for (var i = 0; i < 6; i++)
        {
            Send();
            Time.RunUntil(() => Api.Watches.Count == i + 2, TimeSpan.FromMinutes(2));
            Do(LastWatch.Accept);
        }

        Assert.True(Time.Elapsed > TimeSpan.FromSeconds(20), Time.Elapsed.ToString());
        Assert.Single(Sets);
    }

    [Fact]
    public void Watch_Breaks_GoesOnFromTheLastVersionAfterAPauseAndSaysSo()
    {
        StartWatching();
        Send(ScriptedApi.Frame(WatchEventKind.Added, Pod("b", "11")));
        Do(() => LastWatch.Break(new ApiConnectionException("connection reset", true)));

        var health = Assert.Single(Told.OfType<WatchHealth>());
        Assert.Equal("connection reset", health.Error);
        Assert.True(Time.RunUntil(() => Api.Watches.Count == 2, TimeSpan.FromSeconds(2)));
        Assert.Equal("11", LastWatch.Version);
        Do(LastWatch.Accept);
        Assert.Null(Told.OfType<WatchHealth>().Last().Error);
        Assert.Single(Sets);
    }

    [Fact]
    public void Watch_VersionTooOld_ListsAgainConsistentlyInPages()
    {
        StartWatching();
        Api.Answer = request => request.Parameter("continue") is null ? Page("30", "next", Pod("a", "5")) : Page("30", "", Pod("c", "29"));
        Send(ScriptedApi.Frame(WatchEventKind.Error, """{"kind":"Status","code":410,"reason":"Expired","message":"too old resource version"}"""));

        Assert.True(Time.RunUntil(() => Api.Watches.Count == 2, TimeSpan.FromSeconds(2)));
        Assert.Null(Api.Requests[1].Request.Parameter("resourceVersion"));
        Assert.Equal("500", Api.Requests[1].Request.Parameter("limit"));
        Assert.Equal("next", Api.Requests[2].Request.Parameter("continue"));
        Assert.Equal(["a", "c"], Sets.Last().Objects.Select(o => o.Name()));
        Assert.Equal("30", LastWatch.Version);
    }

    [Fact]
    public void Watch_RefusedAsTooOld_ListsAgain()
    {
        Api.Answer = request => Page("10", "", Pod("a", "5"));
        StartReflector();
        Do(() => LastWatch.Opened.SetResult(new ApiWatchResult(null, ScriptedApi.Error(410, "Gone"))));
        Time.RunUntil(() => Api.Watches.Count == 2, TimeSpan.FromSeconds(2));

        Assert.Equal(2, Sets.Count());
    }

    [Fact]
    public void Watch_SilentPastItsTime_IsTakenForDead()
    {
        StartWatching();
        Assert.True(Time.RunUntil(() => Api.Watches.Count == 2, TimeSpan.FromMinutes(11)));

        Assert.True(Api.Watches[0].IsDisposed);
        Assert.Equal("10", LastWatch.Version);
        Assert.Contains("taken for dead", Assert.Single(Told.OfType<WatchHealth>()).Error, StringComparison.Ordinal);
    }

    [Fact]
    public void Watch_ObjectThatCannotBeRead_IsSkippedAndTheRestComes()
    {
        StartWatching();
        Send(
            ScriptedApi.Frame(WatchEventKind.Modified, Pod("a", "11", ",\"generation\":\"x\"")),
            ScriptedApi.Frame(WatchEventKind.Added, Pod("b", "12")));
        Send();

        Assert.Equal(["Added b"], Changes);
        Assert.Equal("12", LastWatch.Version);
    }

    [Fact]
    public void List_ObjectThatCannotBeRead_IsNamedNotMissing()
    {
        Api.Answer = request => Page("10", "", Pod("a", "5", ",\"generation\":\"x\""), Pod("b", "6"));
        StartReflector();

        var set = Assert.Single(Sets);
        Assert.Equal(["uid-a"], set.Unreadable);
        Assert.Equal("b", Assert.Single(set.Objects).Name());
    }

    [Fact]
    public void List_Forbidden_IsSaidAndTriedAgain()
    {
        Api.Answer = _ => ScriptedApi.Error(403, "Forbidden", "no pods for you");
        StartReflector();

        Assert.True(Assert.Single(Told.OfType<WatchHealth>()).IsForbidden);
        Api.Answer = request => Page("10", "", Pod("a", "5"));
        Time.RunUntil(() => Sets.Any(), TimeSpan.FromSeconds(2));
        Assert.Single(Sets);
    }

    [Fact]
    public void List_ThatIsNoList_IsTriedAgain()
    {
        Api.Answer = _ => Api.Requests.Count == 1 ? ScriptedApi.Json("[]") : Page("10", "", Pod("a", "5"));
        StartReflector();
        Time.RunUntil(() => Sets.Any(), TimeSpan.FromSeconds(2));

        Assert.Single(Sets);
    }

    [Fact]
    public void Crash_WhileWatching_EndsTheWatchAndListsAgain()
    {
        StartWatching();
        Tell(Akka.Actor.Kill.Instance);

        Assert.True(Api.Watches[0].IsDisposed);
        Assert.Equal(2, Sets.Count());
    }
}
