using System.Text.Json.Nodes;
using Agent.Kubernetes;
using Agent.Kubernetes.Api;
using Agent.Node.Api;
using Agent.Node.Events;
using Agent.Node.Hosting;
using Agent.Node.Tests.Api;
using Akka.Actor;

namespace Agent.Node.Tests.Events;

public sealed class EventsActorSpec : ApiActorsSpec
{
    private static readonly V1Pod Pod = new()
    {
        Metadata = new V1ObjectMeta { Name = "web", Namespace = "shop", Uid = "u-1", ResourceVersion = "9" },
    };

    private void StartRecorder(int qps = 50, int burst = 100)
    {
        var services = Services(new NodeOptions { NodeName = "node-1", EventRecordQps = qps, EventBurst = burst });
        IActorRef gateway = ActorRefs.Nobody;
        Start(
            context => gateway = context.ActorOf(ApiActor.Props(services), "api"),
            context => context.ActorOf(EventsActor.Props(services, gateway), "events"));
        Api.Answer = _ => ScriptedApi.Json("{}");
    }

    private void Record(string message = "pulled it", EventSubject? subject = null) =>
        Tell(new RecordEvent(subject ?? EventSubject.Pod(Pod, "spec.containers{main}"), EventKind.Normal, "Pulled", message));

    [Fact]
    public void Record_First_CreatesAnEventAsTheKubeletWritesIt()
    {
        StartRecorder();
        Record();

        var request = Assert.Single(Api.Requests).Request;
        Assert.Equal((ApiVerb.Create, "events", "shop"), (request.Verb, request.Resource.Plural, request.Namespace));
        var e = KubernetesJson.Deserialize<Corev1Event>(request.Body.Span);
        Assert.Equal(("Normal", "Pulled", "pulled it", 1), (e.Type, e.Reason, e.Message, e.Count));
        Assert.Equal(("kubelet", "node-1"), (e.Source!.Component, e.Source.Host));
        Assert.Equal(("Pod", "web", "u-1", "spec.containers{main}"), (e.InvolvedObject!.Kind, e.InvolvedObject.Name, e.InvolvedObject.Uid, e.InvolvedObject.FieldPath));
        Assert.StartsWith("web.", e.Metadata.Name, StringComparison.Ordinal);
    }

    [Fact]
    public void Record_OfTheNode_GoesToTheDefaultNamespace()
    {
        StartRecorder();
        Record(subject: EventSubject.Node("node-1"));

        Assert.Equal("default", Assert.Single(Api.Requests).Request.Namespace);
    }

    [Fact]
    public void Record_SameAgain_PatchesTheCount()
    {
        StartRecorder();
        Record();
        Record();

        var request = Api.Requests[1].Request;
        Assert.Equal(ApiVerb.Patch, request.Verb);
        Assert.Equal(2, (int)JsonNode.Parse(request.Body.Span)!["count"]!);
    }

    [Fact]
    public void Record_CountOfAnEventThatIsGone_CreatesItAnew()
    {
        StartRecorder();
        Record();
        Api.Answer = request => request.Verb == ApiVerb.Patch ? ScriptedApi.Error(404, "NotFound") : ScriptedApi.Json("{}");
        Record();

        Assert.Equal([ApiVerb.Create, ApiVerb.Patch, ApiVerb.Create], Api.Requests.Select(r => r.Request.Verb));
    }

    [Fact]
    public void Record_Refused_IsDroppedAndTheNextIsWritten()
    {
        StartRecorder();
        Api.Answer = _ => ScriptedApi.Error(403, "Forbidden", "namespace is being terminated");
        Record("a");
        Api.Answer = _ => ScriptedApi.Json("{}");
        Record("b");
        Time.Advance(TimeSpan.FromMinutes(5));

        Assert.Equal(2, Api.Requests.Count);
    }

    [Fact]
    public void Record_ServerAway_KeepsOrderAndIsWrittenWhenItIsBack()
    {
        StartRecorder();
        Api.Answer = _ => ScriptedApi.Error(500, "InternalError");
        Record("a");
        Record("b");
        Time.Advance(TimeSpan.FromSeconds(35));
        Api.Requests.Clear();
        Api.Answer = _ => ScriptedApi.Json("{}");
        Time.Advance(TimeSpan.FromSeconds(15));

        Assert.Equal(["a", "b"], Api.Requests.Select(r => KubernetesJson.Deserialize<Corev1Event>(r.Request.Body.Span).Message!));
    }

    [Fact]
    public void Record_ServerAwayForLong_GivesUpEachAfterTwelveAttempts()
    {
        StartRecorder();
        Api.Answer = _ => ScriptedApi.Error(500, "InternalError");
        Record("a");
        Time.Advance(TimeSpan.FromMinutes(10));

        Assert.Equal(EventsActor.MaxAttempts, Api.Requests.Count);
    }

    [Fact]
    public void Record_OverTheLimit_WritesTheRestLater()
    {
        StartRecorder(qps: 1, burst: 2);
        for (var i = 0; i < 5; i++)
        {
            Record("m" + i);
        }

        Assert.Equal(2, Api.Requests.Count);
        Time.Advance(TimeSpan.FromSeconds(3.1));
        Assert.Equal(5, Api.Requests.Count);
    }
}
