using System.Net;
using Agent.Node.Configuration;
using Agent.Node.Configuration.Flags;
using Agent.Settings;
using Agent.Tests.CommandLine;

namespace Agent.Tests.Settings;

public class RunSettingsResolverTests
{
    private static readonly ProcessEnvironment User = CommandRunner.Environment;
    private static readonly ProcessEnvironment Root = User with { UserId = 0 };

    [Fact]
    public void Resolve_MachineRuntime_UsesTheKubeletsDirectories()
    {
        var settings = Resolve(Root).Settings;

        Assert.Equal("/var/lib/kubelet", settings.RootDirectory);
        Assert.Equal("/var/log/pods", settings.PodLogsDirectory);
        Assert.False(settings.OwnsRootDirectory);
        Assert.False(settings.IsEmbeddedRuntime);
        Assert.False(settings.StopPodsOnExit);
        Assert.Equal("/var/lib/kubelet/agent.sock", settings.AgentSocket);
    }

    [Fact]
    public void Resolve_EmbeddedRuntime_UsesOneFolderOfTheUser()
    {
        var resolved = Resolve(User, "container-runtime-endpoint=embedded://");

        Assert.Empty(resolved.Problems);
        var settings = resolved.Settings;
        Assert.Equal("/home/me/.local/state/node-agent", settings.RootDirectory);
        Assert.Equal("/home/me/.local/state/node-agent/logs", settings.PodLogsDirectory);
        Assert.True(settings.OwnsRootDirectory);
        Assert.True(settings.IsEmbeddedRuntime);
        Assert.True(settings.StopPodsOnExit);
    }

    [Fact]
    public void Resolve_EmbeddedRuntimeWithoutAHome_UsesTheTemporaryDirectory() => Assert.Equal(
        "/tmp/node-agent-1000",
        Resolve(User with { StateHome = null }, "container-runtime-endpoint=embedded://").Settings.RootDirectory);

    [Fact]
    public void Resolve_RootDirectoryGiven_IsAbsoluteAndKept()
    {
        var settings = Resolve(User, "container-runtime-endpoint=embedded://", "root-dir=state/").Settings;

        Assert.Equal("/home/me/state", settings.RootDirectory);
        Assert.Equal("/home/me/state/logs", settings.PodLogsDirectory);
        Assert.False(settings.OwnsRootDirectory);
    }

    [Fact]
    public void Resolve_Kubeconfig_IsAbsoluteAndNotReadYet()
    {
        Assert.Null(Resolve(Root).Settings.Kubeconfig);
        var resolved = Resolve(Root, "kubeconfig=kubelet.conf");

        Assert.Empty(resolved.Problems);
        Assert.Equal("/home/me/kubelet.conf", resolved.Settings.Kubeconfig);
    }

    [Fact]
    public void Resolve_PodLogsDirectoryGiven_IsUsed() => Assert.Equal(
        "/logs",
        Resolve(User, "container-runtime-endpoint=embedded://", "pod-logs-dir=/logs").Settings.PodLogsDirectory);

    [Fact]
    public void Resolve_NobodyOnTheMachinesRuntime_IsToldWhatToDo() =>
        Assert.Contains("give --root-dir, or --container-runtime-endpoint=embedded://", Assert.Single(Resolve(User).Problems).ToString());

    [Fact]
    public void Resolve_RootDirectoryTooLongForSockets_IsAnError()
    {
        var problem = Assert.Single(Resolve(User, $"root-dir=/{new string('x', 100)}").Problems);

        Assert.Contains("expected a path of at most", problem.ToString());
    }

    [Theory]
    [InlineData(true, null, false)]
    [InlineData(false, null, true)]
    [InlineData(true, "true", true)]
    [InlineData(false, "false", false)]
    public void Resolve_StopPodsOnExit_FollowsTheServiceManagerUnlessGiven(bool underSystemd, string? flag, bool expected)
    {
        var environment = User with { NotifySocket = underSystemd ? "/run/notify" : null };
        string[] flags = ["container-runtime-endpoint=embedded://", .. flag is null ? Array.Empty<string>() : [$"stop-pods-on-exit={flag}"]];

        Assert.Equal(expected, Resolve(environment, flags).Settings.StopPodsOnExit);
    }

    [Theory]
    [InlineData("", "worker-1")]
    [InlineData("hostname-override= Node.Example ", "node.example")]
    public void Resolve_NodeName_IsTrimmedAndLowerCase(string flag, string expected) =>
        Assert.Equal(expected, Resolve(Root, flag).Settings.NodeName);

    [Theory]
    [InlineData("hostname-override=")]
    [InlineData("hostname-override=my_node")]
    [InlineData("hostname-override=-a")]
    public void Resolve_BadNodeName_IsAnError(string flag)
    {
        var problem = Assert.Single(Resolve(Root, flag).Problems);

        Assert.Equal(ConfigurationSeverity.Error, problem.Severity);
        Assert.StartsWith("flag --hostname-override: ", problem.ToString());
    }

    [Theory]
    [InlineData("10.0.0.1", "10.0.0.1")]
    [InlineData("10.0.0.1,fd00::1", "10.0.0.1 fd00::1")]
    [InlineData("fd00::1,10.0.0.1", "fd00::1 10.0.0.1")]
    [InlineData("::", "::")]
    [InlineData("nonsense,10.0.0.1", "10.0.0.1")]
    public void Resolve_NodeIp_IsOneOrOneOfEachFamily(string text, string expected)
    {
        var resolved = Resolve(Root, $"node-ip={text}");

        Assert.False(resolved.HasErrors);
        Assert.Equal(expected, string.Join(' ', resolved.Settings.NodeIps.Select(address => address.ToString())));
    }

    [Theory]
    [InlineData("10.0.0.1,10.0.0.2")]
    [InlineData("0.0.0.0,fd00::1")]
    public void Resolve_BadNodeIp_IsAnError(string text) => Assert.True(Resolve(Root, $"node-ip={text}").HasErrors);

    [Fact]
    public void Resolve_NodeLabels_AreRead() => Assert.Equal(
        ["pool=a", "zone=b"], Resolve(Root, "node-labels=zone=b,pool=a").Settings.NodeLabels.Select(label => $"{label.Key}={label.Value}"));

    [Fact]
    public void Resolve_NodeLabelInTheNameSpaceOfKubernetes_IsAnErrorThatNamesIt()
    {
        var problem = Assert.Single(Resolve(Root, "node-labels=node-role.kubernetes.io/master=").Problems);

        Assert.Equal(ConfigurationSeverity.Error, problem.Severity);
        Assert.StartsWith("flag --node-labels: \"node-role.kubernetes.io/master=\" is not allowed; expected ", problem.ToString());
    }

    [Theory]
    [InlineData("", false, false)]
    [InlineData("cloud-provider=", false, false)]
    [InlineData("cloud-provider=external", true, false)]
    [InlineData("cloud-provider=aws", false, true)]
    public void Resolve_CloudProvider_IsExternalOrNothing(string flag, bool external, bool error)
    {
        var resolved = Resolve(Root, flag);

        Assert.Equal((external, error), (resolved.Settings.IsExternalCloud, resolved.HasErrors));
    }

    [Theory]
    [InlineData("", false, OutputForm.Log)]
    [InlineData("", true, OutputForm.Table)]
    [InlineData("output=log", true, OutputForm.Log)]
    [InlineData("output=table", false, OutputForm.Table)]
    [InlineData("output=auto", true, OutputForm.Table)]
    internal void Resolve_Output_FollowsTheTerminalUnlessGiven(string flag, bool terminal, OutputForm expected) =>
        Assert.Equal(expected, Resolve(Root with { IsTerminal = terminal }, flag).Settings.Output);

    [Fact]
    public void Resolve_BadWord_IsAnError()
    {
        var problem = Assert.Single(Resolve(Root, "output=xml").Problems);

        Assert.Equal("flag --output: \"xml\" is not allowed; expected auto, table or log", problem.ToString());
    }

    [Fact]
    public void Resolve_RelativeManifestPath_IsRelativeToTheWorkingDirectory() =>
        Assert.Equal("/home/me/pods", Resolve(Root, "pod-manifest-path=pods").Settings.Configuration.StaticPodPath);

    [Fact]
    public void Current_Process_HasAWorkingDirectoryAndAName()
    {
        var environment = ProcessEnvironment.Current();

        Assert.Equal(Environment.CurrentDirectory, environment.WorkingDirectory);
        Assert.NotEmpty(environment.HostName);
        Assert.True(Path.IsPathFullyQualified(environment.TemporaryDirectory));
    }

    private static ResolvedSettings Resolve(ProcessEnvironment environment, params string[] flags) => RunSettingsResolver.Resolve(
        [.. flags.Where(flag => flag.Length > 0).Select(flag => new FlagValues(flag.Split('=')[0], [flag[(flag.IndexOf('=') + 1)..]]))],
        environment);

    [Fact]
    public void Usual_Roots_AreTheMachinesAndTheUsers() =>
        Assert.Equal(["/var/lib/kubelet", "/home/me/.local/state/node-agent"], RootDirectories.Usual(User));

    [Fact]
    public void NodeIps_WithoutTheFlag_AreNone() => Assert.Equal([], (IEnumerable<IPAddress>)Resolve(Root).Settings.NodeIps);
}
