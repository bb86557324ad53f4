using System.Text.Json.Nodes;
using Agent.EndToEnd.Tests.Fixtures;
using Agent.EndToEnd.Tests.Fixtures.Agents;
using Agent.EndToEnd.Tests.Fixtures.Cluster;
using Agent.EndToEnd.Tests.StaticPods;
using Agent.Kubernetes.Api;
using Microsoft.AspNetCore.Http;

namespace Agent.EndToEnd.Tests.Cluster;

/// <summary>Credentials that are wrong and API servers that answer badly: one clear error, and nothing is lost.</summary>
public sealed class ApiFaultTests(EmbeddedFixture embedded) : IClassFixture<EmbeddedFixture>
{
    private const string Configuration = "nodeStatusUpdateFrequency: 2s";
    private const string Shell = "agent.local/host:1";

    [SkippableFact]
    public async Task Kubeconfig_Malformed_EndsTheAgentWithOneLineThatSaysWhere()
    {
        await using var cluster = await FaultyCluster.StartAsync(embedded.Lab);
        var file = cluster.Write("apiVersion: v1\nkind: Config\ncurrent-context: here\ncontexts:\n- name: here\n  context: {cluster: there}\n");
        await using var agent = Agent(file);

        agent.Launch();

        Assert.NotEqual(0, await agent.Process.WaitForExitAsync(Eventually.Deadline));
        var line = Assert.Single(await File.ReadAllLinesAsync(agent.LogFile), l => l.StartsWith("agent: ", StringComparison.Ordinal));
        Assert.StartsWith($"agent: {file}:6: ", line, StringComparison.Ordinal);
        Assert.Contains("\"there\" is not in clusters", line, StringComparison.Ordinal);
    }

    [SkippableTheory]
    [InlineData(true, "client certificate", "expired")]
    [InlineData(false, "certificate", "authority")]
    public async Task Certificate_ExpiredOrOfAnotherAuthority_IsNamedAndStaticPodsRun(bool isExpired, params string[] words)
    {
        await using var cluster = await FaultyCluster.StartAsync(embedded.Lab);
        await using var agent = Agent(isExpired ? cluster.ExpiredKubeconfig() : cluster.StrangersKubeconfig());
        agent.Manifests.Write("local", PodManifest.Text(Sleeping("local")));

        agent.Launch();

        await Eventually.TrueAsync(
            async () => File.Exists(agent.LogFile) && (await File.ReadAllLinesAsync(agent.LogFile)).Any(l => words.All(w => l.Contains(w, StringComparison.Ordinal))),
            $"the log tells of {string.Join(", ", words)} ({agent.LogFile})");
        await Eventually.TrueAsync(() => IsRunningAsync(agent, "local"), "the static pod runs");
        Assert.True(agent.IsRunning);
        await StopAsync(agent);
    }

    /// <summary>Every request of the node but heartbeats is refused until eight have been.</summary>
    [SkippableTheory]
    [InlineData(401, "Unauthorized", null)]
    [InlineData(403, "Forbidden", null)]
    [InlineData(409, "Conflict", null)]
    [InlineData(422, "Invalid", null)]
    [InlineData(429, "TooManyRequests", 1)]
    [InlineData(500, "InternalError", null)]
    [InlineData(503, "ServiceUnavailable", 1)]
    public async Task Requests_RefusedForAWhile_IsSaidAndThePodIsTold(int code, string reason, int? retryAfter)
    {
        await using var cluster = await FaultyCluster.StartAsync(embedded.Lab);
        await using var agent = Agent(cluster.NodeKubeconfig());
        await StartAsync(cluster, agent);
        var refusals = 8;
        cluster.Fault = async http =>
        {
            if (FaultyCluster.IsPodWatch(http) || http.Request.Path.Value!.Contains("/leases/", StringComparison.Ordinal)
                || Interlocked.Decrement(ref refusals) < 0)
            {
                return false;
            }

            await FaultyCluster.RefuseAsync(http, code, reason, $"made up {code}", retryAfter);
            return true;
        };

        await cluster.CreateAsync(Sleeping("told"));

        await ReadyOnceAsync(cluster, "told");
        if (retryAfter is null)
        {
            Assert.Contains($"HTTP {code}: made up {code}", await File.ReadAllTextAsync(agent.LogFile), StringComparison.Ordinal);
        }

        await StopAsync(agent);
    }

    [SkippableFact]
    public async Task Watch_EndsInTheMiddleOfAnObject_NothingIsLostAndNothingDoubled()
    {
        await using var cluster = await FaultyCluster.StartAsync(embedded.Lab);
        await using var agent = Agent(cluster.NodeKubeconfig());
        var cuts = 0;
        cluster.Fault = async http =>
        {
            if (!FaultyCluster.IsPodWatch(http) || cuts >= 3)
            {
                return false;
            }

            // The first event of each watch arrives in part.
            using var watch = await cluster.OpenAsync(http);
            var frames = await watch.NextAsync(http.RequestAborted);
            var whole = System.Text.Encoding.UTF8.GetString(frames[0].Object.Span);
            await http.Response.WriteAsync($"{{\"type\":\"ADDED\",\"object\":{whole[..(whole.Length / 2)]}");
            await http.Response.Body.FlushAsync();
            cuts++;
            http.Abort();
            return true;
        };
        await StartAsync(cluster, agent);

        await cluster.CreateAsync(Sleeping("first"));
        await cluster.CreateAsync(Sleeping("second"));

        await ReadyOnceAsync(cluster, "first");
        await ReadyOnceAsync(cluster, "second");
        Assert.Equal(3, cuts);
        await StopAsync(agent);
    }

    /// <summary>An object as large as a store takes, with fields and an owner that this version does not know.</summary>
    [SkippableFact]
    public async Task Pod_OfAMebibyteWithUnknownFieldsAndKinds_Runs()
    {
        await using var cluster = await FaultyCluster.StartAsync(embedded.Lab);
        await using var agent = Agent(cluster.NodeKubeconfig());
        await StartAsync(cluster, agent);
        var pod = Sleeping("large");
        pod["metadata"]!["ownerReferences"] = new JsonArray(new JsonObject
        {
            ["apiVersion"] = "example.com/v9",
            ["kind"] = "Wonder",
            ["name"] = "w",
            ["uid"] = "11111111-2222-3333-4444-555555555555",
        });
        pod["spec"]!["fromTheFuture"] = new JsonObject { ["blob"] = new string('x', 1024 * 1024) };
        pod["spec"]!["containers"]![0]!["wonders"] = new JsonArray(1, "two", null);

        await cluster.CreateAsync(pod);

        await Eventually.TrueAsync(() => IsRunningAsync(agent, "large"), "the large pod runs");
        await StopAsync(agent);
    }

    private static JsonObject Sleeping(string name) =>
        PodManifest.Of(name, Shell, "sleep", "100000").With("hostNetwork", true).With("automountServiceAccountToken", false);

    private static async Task StartAsync(FaultyCluster cluster, AgentProcess agent)
    {
        await agent.StartAsync();
        await Eventually.ValueAsync(
            async () =>
            {
                var answer = await cluster.Server.SendAsync(
                    ApiRequests.Get(KubernetesResources.Nodes, null, AgentProcess.NodeName), CancellationToken.None);
                return answer.IsSuccess && JsonNode.Parse(answer.Body.Span) is { } node && Conditions.AreTrue(node, "Ready") ? node : null;
            },
            "the node is ready");
    }

    /// <summary>SIGTERM: on the embedded runtime the pods end with the agent.</summary>
    private static async Task StopAsync(AgentProcess agent) => await agent.StopAsync();

    private static async Task<bool> IsRunningAsync(AgentProcess agent, string pod) =>
        (await agent.TryExplainAsync())?.Pods.Any(p => p.PodName.StartsWith(pod, StringComparison.Ordinal) && p.State == "Running") == true;

    private static async Task ReadyOnceAsync(FaultyCluster cluster, string name)
    {
        JsonNode? last = null;
        var pod = await Eventually.ValueAsync(
            async () => (last = await cluster.PodAsync(name)) is { } found && Conditions.AreTrue(found, "Ready") ? found : null,
            $"pod {name} is ready");
        Assert.Equal(0, (int?)pod["status"]!["containerStatuses"]![0]!["restartCount"]);
        var events = await cluster.Server.SendAsync(ApiRequests.List(KubernetesResources.Events, "default"), CancellationToken.None);
        var started = JsonNode.Parse(events.Body.Span)!["items"]!.AsArray()
            .Count(e => (string?)e!["reason"] == "Started" && (string?)e["involvedObject"]!["name"] == name);
        Assert.InRange(started, 0, 1);
    }

    private AgentProcess Agent(string kubeconfig) => AgentProcess.Create(
        embedded.Lab, AgentProcess.Built, "embedded://", Configuration, "--kubeconfig", kubeconfig, "--node-ip", "127.0.0.1");
}
