using Agent.Kubernetes.Api;
using Agent.Node.Api;
using Agent.Node.Hosting;
using Agent.Node.Runtime;

namespace Agent.Node.Tests.Api;

public sealed class ApiActorSpec : ApiActorsSpec
{
    private static readonly ApiRequest Reading = ApiRequests.Get(KubernetesResources.Pods, "default", "web");
    private static readonly ApiRequest Writing = ApiRequests.Delete(KubernetesResources.Pods, "default", "web");

    private IEnumerable<ApiReply> Replies => Told.OfType<ApiReply>();

    private void StartGateway(int qps = 50, int burst = 100)
    {
        var services = Services(new NodeOptions { NodeName = "node-1", KubeApiQps = qps, KubeApiBurst = burst });
        Start(context => context.ActorOf(ApiActor.Props(services), "api"));
    }

    private void Call(int number, ApiRequest? request = null, ApiPriority priority = ApiPriority.Normal, TimeSpan? deadline = null) =>
        Tell(new ApiCall(new CallId(0, number), request ?? Reading, priority, deadline));

    [Fact]
    public void Call_Answered_RepliesWithTheAnswer()
    {
        StartGateway();
        Call(7);
        Do(() => Api.Requests[0].Reply.SetResult(ScriptedApi.Json("{}")));

        var reply = Assert.Single(Replies);
        Assert.Equal(new CallId(0, 7), reply.Id);
        Assert.Equal(200, reply.Response!.StatusCode);
    }

    [Theory]
    [InlineData(403, "Forbidden")]
    [InlineData(409, "Conflict")]
    [InlineData(422, "Invalid")]
    [InlineData(500, "InternalError")]
    public void Call_ErrorWithoutRetryAfter_RepliesWithTheServersReasonAtOnce(int code, string reason)
    {
        StartGateway();
        Api.Answer = _ => ScriptedApi.Error(code, reason, "because");
        Call(1);

        Assert.Equal(new ApiFailure(code, reason, "because"), Assert.Single(Replies).Failure);
        Assert.Single(Api.Requests);
    }

    [Fact]
    public void Heartbeats_FailAgainAndAgain_TheirConnectionsAreClosedFromTheSecondOn()
    {
        StartGateway();
        var heartbeat = Reading with { Verb = ApiVerb.Update, Connection = ApiConnection.Heartbeat };
        List<int> resets = [];
        foreach (var (code, number) in new[] { 503, 503, 409, 503, 503, 503 }.Select((code, i) => (code, i)))
        {
            Api.Answer = _ => ScriptedApi.Error(code, "");
            Call(number, heartbeat, ApiPriority.Heartbeat);
            resets.Add(Connections.Resets);
        }

        // Of the others' requests nothing follows.
        Api.Answer = _ => ScriptedApi.Error(500, "");
        Call(10, Writing);
        Call(11, Writing);

        Assert.Equal([0, 1, 1, 1, 2, 3], resets);
        Assert.Equal(3, Connections.Resets);
    }

    [Fact]
    public void Call_ErrorThatIsNoStatus_RepliesWithItsText()
    {
        StartGateway();
        Api.Answer = _ => ScriptedApi.Json("<html>\u0007bad gateway</html>", 502);
        Call(1);

        Assert.Equal("HTTP 502: <html> bad gateway</html>", Assert.Single(Replies).Failure!.Message);
    }

    [Fact]
    public void Call_RetryAfter_IsSentAgainThenAndNotBefore()
    {
        StartGateway();
        Api.Answer = _ => Api.Requests.Count < 3 ? ScriptedApi.Error(429, "TooManyRequests") with { RetryAfter = TimeSpan.FromSeconds(2) } : ScriptedApi.Json("{}");
        Call(1, Writing);

        Time.Advance(TimeSpan.FromSeconds(1.9));
        Assert.Single(Api.Requests);
        Time.Advance(TimeSpan.FromSeconds(2.2));
        Assert.Equal(3, Api.Requests.Count);
        Assert.NotNull(Assert.Single(Replies).Response);
    }

    [Fact]
    public void Call_RetryAfterPastTheDeadline_RepliesWithTheFailure()
    {
        StartGateway();
        Api.Answer = _ => ScriptedApi.Error(503, "ServiceUnavailable") with { RetryAfter = TimeSpan.FromMinutes(5) };
        Call(1);

        Assert.Equal(503, Assert.Single(Replies).Failure!.StatusCode);
    }

    [Fact]
    public void Call_ReadingWhoseConnectionBroke_IsSentAgain()
    {
        StartGateway();
        Call(1);
        Do(() => Api.Requests[0].Reply.SetException(new ApiConnectionException("reset", requestSent: true)));
        Time.Advance(TimeSpan.FromSeconds(1));
        Do(() => Api.Requests[1].Reply.SetResult(ScriptedApi.Json("{}")));

        Assert.NotNull(Assert.Single(Replies).Response);
    }

    [Fact]
    public void Call_WritingWhoseConnectionBroke_IsTheCallersToRepeat()
    {
        StartGateway();
        Call(1, Writing);
        Do(() => Api.Requests[0].Reply.SetException(new ApiConnectionException("reset", requestSent: true)));
        Time.Advance(TimeSpan.FromSeconds(10));

        Assert.Equal(new ApiFailure(0, "", "reset", MayHaveActed: true), Assert.Single(Replies).Failure);
        Assert.Single(Api.Requests);
    }

    [Fact]
    public void Call_NeverAnswered_EndsAtItsDeadlineAndIsCancelled()
    {
        StartGateway();
        Call(1, deadline: TimeSpan.FromSeconds(5));
        Time.Advance(TimeSpan.FromSeconds(4.9));
        Assert.Empty(Replies);
        Time.Advance(TimeSpan.FromSeconds(0.2));

        Assert.True(Assert.Single(Replies).Failure!.IsUnanswered);
        Assert.True(Api.Requests[0].Cancellation.IsCancellationRequested);
        Do(() => Api.Requests[0].Reply.SetResult(ScriptedApi.Json("{}")));
        Assert.Single(Replies);
    }

    [Fact]
    public void Call_OverTheLimit_StatusesAndHeartbeatsGoBeforeOthers()
    {
        StartGateway(qps: 1, burst: 5);
        for (var i = 0; i < 10; i++)
        {
            Call(i);
        }

        // A fifth of the burst is kept for statuses.
        Assert.Equal(4, Api.Requests.Count);
        Call(100, priority: ApiPriority.Status);
        Call(101, priority: ApiPriority.Heartbeat);
        Assert.Equal(6, Api.Requests.Count);
        Time.Advance(TimeSpan.FromSeconds(8.5));
        Assert.InRange(Api.Requests.Count, 12, 14);
    }

    [Fact]
    public void Call_HeldBackPastItsDeadline_SaysThatTheLimitDidIt()
    {
        StartGateway(qps: 1, burst: 1);
        Call(1, priority: ApiPriority.Status);
        Call(2, deadline: TimeSpan.FromMilliseconds(500));
        Time.Advance(TimeSpan.FromSeconds(1));

        Assert.Contains("kubeAPIQPS", Assert.Single(Replies).Failure!.Message, StringComparison.Ordinal);
        Assert.False(Assert.Single(Replies).Failure!.MayHaveActed);
    }

    [Fact]
    public void Crash_WithACallUnderWay_AnswersIt()
    {
        StartGateway();
        Call(1);
        Tell(Akka.Actor.Kill.Instance);

        Assert.True(Assert.Single(Replies).Failure!.MayHaveActed);
        Call(2);
        Assert.Equal(2, Api.Requests.Count);
    }
}
