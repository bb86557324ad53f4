using System.Net;
using System.Net.Sockets;

namespace Agent.Tests.Hosting;

/// <summary>The agent as a whole on its embedded runtime.</summary>
public sealed class AgentRunTests : IDisposable
{
    private readonly TemporaryDirectory _directory = new();
    private readonly string _mark = $"mark-{Guid.NewGuid():n}";

    private string Root => Path.Combine(_directory.Path, "root");

    private string Pods => Path.Combine(_directory.Path, "pods");

    [Fact]
    public async Task Run_Interrupted_StopsItsPodsAndLeavesNothing()
    {
        WritePod("web");
        var state = Path.Combine(_directory.Path, "state");
        Directory.CreateDirectory(state);
        var port = FreePort();
        await using var agent = AgentProcess.Start(
            new Dictionary<string, string> { ["XDG_STATE_HOME"] = state },
            "run", "--container-runtime-endpoint=embedded://", "--pod-manifest-path", Pods, "--hostname-override=n1", $"--healthz-port={port}", "--output=log");
        var root = Path.Combine(state, "node-agent");
        var report = await agent.WaitForAsync(root, report => report.Pods is [{ State: "Running" }]);

        Assert.Equal("n1", report.NodeName);
        Assert.Equal("web-n1", report.Pods[0].PodName);
        Assert.True(report.Runtime.RuntimeReady);
        Assert.Single(ProcessList.With(_mark));
        using (var http = new HttpClient())
        {
            Assert.Equal("ok", await http.GetStringAsync($"http://127.0.0.1:{port}/healthz"));
        }

        var pods = await AgentProcess.RunAsync("pods", "--root-dir", root);
        Assert.Equal(0, pods.Code);
        Assert.Matches(@"\ndefault +web-n1 +1/1 +Running +Running +0 ", pods.Output);
        var explain = await AgentProcess.RunAsync("explain", "web", "--root-dir", root);
        Assert.Equal(0, explain.Code);
        Assert.StartsWith("default/web-n1 is Running for ", explain.Output);
        var unknown = await AgentProcess.RunAsync("explain", "web-n2", "--root-dir", root);
        Assert.Equal((1, "agent: no pod is named web-n2; did you mean web-n1?\n"), (unknown.Code, unknown.Error));

        agent.Signal(AgentProcess.Interrupt);
        Assert.Equal(0, await agent.WaitAsync());
        Assert.Empty(ProcessList.With(_mark));
        Assert.Empty(ProcessList.With(root));
        Assert.Empty(Directory.GetFileSystemEntries(state));
        Assert.EndsWith($"agent: all pods are stopped, and {root} is removed\n", agent.Error);
    }

    [Fact]
    public async Task Run_AsADaemon_LeavesPodsToTheNextOne()
    {
        WritePod("web");
        string[] arguments =
        [
            "run", "--container-runtime-endpoint=embedded://", "--pod-manifest-path", Pods, "--root-dir", Root, "--healthz-port=0",
            "--output=log",
        ];
        string container;
        await using (var first = AgentProcess.Start(null, [.. arguments, "--stop-pods-on-exit=false"]))
        {
            var report = await first.WaitForAsync(Root, report => report.Pods is [{ State: "Running" }]);
            container = report.Pods[0].Containers[0].ContainerId;
            first.Signal(AgentProcess.Terminate);
            Assert.Equal(0, await first.WaitAsync());
        }

        var process = Assert.Single(ProcessList.With(_mark));
        await using var second = AgentProcess.Start(null, arguments);
        var adopted = await second.WaitForAsync(Root, report => report.Pods is [{ State: "Running" }]);
        Assert.Equal(container, adopted.Pods[0].Containers[0].ContainerId);
        Assert.Equal(0, adopted.Pods[0].Containers[0].RestartCount);
        Assert.Equal([process], ProcessList.With(_mark));

        second.Signal(AgentProcess.Terminate);
        Assert.Equal(0, await second.WaitAsync());
        Assert.Empty(ProcessList.With(_mark));
        Assert.Empty(ProcessList.With(Root));
        Assert.True(Directory.Exists(Root));
    }

    [Fact]
    public async Task Run_AgentKilled_NextOneFindsRuntimeAndPods()
    {
        WritePod("web");
        string[] arguments =
        [
            "run", "--container-runtime-endpoint=embedded://", "--pod-manifest-path", Pods, "--root-dir", Root, "--healthz-port=0",
            "--output=log",
        ];
        await using (var first = AgentProcess.Start(null, arguments))
        {
            await first.WaitForAsync(Root, report => report.Pods is [{ State: "Running" }]);
            first.Signal(AgentProcess.Kill);
            await first.WaitAsync();
        }

        var process = Assert.Single(ProcessList.With(_mark));
        await using var second = AgentProcess.Start(null, arguments);
        await second.WaitForAsync(Root, report => report.Pods is [{ State: "Running" }]);
        Assert.Contains("Going on with the embedded runtime that runs already", second.Error);
        Assert.Equal([process], ProcessList.With(_mark));

        second.Signal(AgentProcess.Interrupt);
        Assert.Equal(0, await second.WaitAsync());
        Assert.Empty(ProcessList.With(_mark));
        Assert.Empty(ProcessList.With(Root));
    }

    [Fact]
    public async Task Run_RuntimeKilled_IsStartedAgainAndPodsGoOn()
    {
        WritePod("web");
        await using var agent = AgentProcess.Start(
            null,
            "run", "--container-runtime-endpoint=embedded://", "--pod-manifest-path", Pods, "--root-dir", Root, "--healthz-port=0", "--output=log");
        var before = await agent.WaitForAsync(Root, report => report.Pods is [{ State: "Running" }]);
        var process = Assert.Single(ProcessList.With(_mark));
        var runtime = Agent.Hosting.SocketPeer.Find(Path.Combine(Root, "runtime.sock"))!.ProcessId;

        Assert.Equal(0, Libc.Kill(runtime, AgentProcess.Kill));
        WritePod("second");
        var after = await agent.WaitForAsync(Root, report => report.Pods.Count(pod => pod.State == "Running") == 2);

        Assert.Contains("is gone and is started again", agent.Error);
        Assert.Contains(process, ProcessList.With(_mark));
        var web = after.Pods.Single(pod => pod.Uid == before.Pods[0].Uid);
        Assert.Equal((before.Pods[0].Containers[0].ContainerId, 0), (web.Containers[0].ContainerId, web.Containers[0].RestartCount));

        agent.Signal(AgentProcess.Interrupt);
        Assert.Equal(0, await agent.WaitAsync());
        Assert.Empty(ProcessList.With(_mark));
        Assert.Empty(ProcessList.With(Root));
    }

    [Fact]
    public async Task Run_PodThatWillNotEnd_SecondSignalGivesUpWaiting()
    {
        WritePod("stubborn", graceSeconds: 600, extra: ", \"--ignore-sigterm\"");
        await using var agent = AgentProcess.Start(
            null,
            "run", "--container-runtime-endpoint=embedded://", "--pod-manifest-path", Pods, "--root-dir", Root, "--healthz-port=0", "--output=log");
        await agent.WaitForAsync(Root, report => report.Pods is [{ State: "Running" }]);
        agent.Signal(AgentProcess.Interrupt);
        await agent.WaitForAsync(Root, report => report.Pods is [{ State: "StoppingContainers" }]);

        agent.Signal(AgentProcess.Interrupt);
        Assert.Equal(1, await agent.WaitAsync());
        Assert.Contains("Not waiting any longer for default/stubborn-", agent.Error);
        Assert.Empty(ProcessList.With(_mark));
        Assert.Empty(ProcessList.With(Root));
    }

    [Fact]
    public async Task Run_RootInUse_SaysSo()
    {
        using var taken = Agent.Hosting.RootFolder.Take(Root);

        var (code, _, error) = await AgentProcess.RunAsync("run", "--container-runtime-endpoint=embedded://", "--root-dir", Root, "--output=log");

        Assert.Equal(1, code);
        Assert.Equal($"agent: another agent uses {Root}; stop it, or give this one another --root-dir\n", error);
    }

    [Fact]
    public async Task Run_RuntimeThatCannotStart_SaysWhatItSaid()
    {
        _directory.Write("root/runtime", "a file where a directory should be");

        var (code, _, error) = await AgentProcess.RunAsync("run", "--container-runtime-endpoint=embedded://", "--root-dir", Root, "--output=log");

        Assert.Equal(1, code);
        Assert.Contains("agent: the embedded runtime ended with exit code 1: ", error);
        Assert.Contains($"{Root}/runtime", error);
    }

    [Fact]
    public async Task Run_BadActorConfig_NamesTheFile()
    {
        var file = _directory.Write("bad.conf", "akka { log-dead-letters = ${missing.path} }");

        var (code, _, error) = await AgentProcess.RunAsync(
            "run", "--container-runtime-endpoint=embedded://", "--root-dir", Root, "--actor-config", file, "--output=log");

        Assert.Equal(1, code);
        Assert.StartsWith($"agent: {file}: ", error);
    }

    [Theory]
    [InlineData("kind: Pod", ":1: kind: \"Pod\" is not allowed; Config is")]
    [InlineData("current-context: x", ":1: current-context: \"x\" is not in contexts; the file has none")]
    public async Task Run_BadKubeconfig_NamesTheFileAndDoesNotStart(string text, string message)
    {
        var file = _directory.Write("kubelet.conf", text);

        var (code, _, error) = await AgentProcess.RunAsync(
            "run", "--container-runtime-endpoint=embedded://", "--root-dir", Root, "--kubeconfig", file, "--output=log");

        Assert.Equal(1, code);
        Assert.Equal($"agent: {file}{message}\n", error);
        Assert.False(Directory.Exists(Root));
    }

    [Fact]
    public async Task Run_BadClientCertificate_NamesTheFieldAndDoesNotStart()
    {
        var file = _directory.Write("kubelet.conf", """
            current-context: x
            contexts: [{name: x, context: {cluster: x, user: x}}]
            clusters: [{name: x, cluster: {server: "https://127.0.0.1:1"}}]
            users: [{name: x, user: {client-certificate: c.pem, client-key: c.pem}}]
            """);

        var (code, _, error) = await AgentProcess.RunAsync(
            "run", "--container-runtime-endpoint=embedded://", "--root-dir", Root, "--kubeconfig", file, "--output=log");

        Assert.Equal(1, code);
        Assert.StartsWith($"agent: {file}: users[x].user.client-certificate ({_directory.Path}/c.pem): cannot be read: ", error.TrimEnd().Split('\n')[^1]);
    }

    [Theory]
    [InlineData(2, "--max-pod=5", "agent: unknown flag --max-pod; did you mean --max-pods?")]
    [InlineData(1, "--max-pods=many", "agent: flag --max-pods: maxPods: \"many\" is not allowed; expected a whole number")]
    public async Task Run_BadFlag_DoesNotStart(int expected, string flag, string message)
    {
        var (code, output, error) = await AgentProcess.RunAsync("run", "--root-dir", Root, flag);

        Assert.Equal(expected, code);
        Assert.Empty(output);
        Assert.Equal(message, error.Split('\n')[0]);
        Assert.False(Directory.Exists(Root));
    }

    [Fact]
    public async Task Pods_NoAgent_SaysSo()
    {
        var (code, _, error) = await AgentProcess.RunAsync("pods", "--root-dir", Root);

        Assert.Equal(1, code);
        Assert.Equal($"agent: no agent runs: there is no {Root}/agent.sock; --root-dir names another place\n", error);
    }

    public void Dispose()
    {
        foreach (var process in ProcessList.With(_mark).Concat(ProcessList.With(_directory.Path)))
        {
            _ = Libc.Kill(process, AgentProcess.Kill);
        }

        _directory.Dispose();
    }

    private void WritePod(string name, int graceSeconds = 5, string extra = "") => _directory.Write($"pods/{name}.yaml", $$"""
        apiVersion: v1
        kind: Pod
        metadata: {name: {{name}}}
        spec:
          hostNetwork: true
          terminationGracePeriodSeconds: {{graceSeconds}}
          containers:
          - name: main
            image: agent.local/testserver
            args: ["--port", "none", "--log-text", "{{_mark}}"{{extra}}]
        """);

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
