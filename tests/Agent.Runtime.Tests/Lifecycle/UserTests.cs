using Agent.Cri.Protocol;
using Agent.Runtime.Specs;
using Agent.Runtime.Tests.Harness;
using Grpc.Core;

namespace Agent.Runtime.Tests.Lifecycle;

public class UserTests
{
    private const string Show = "id -u; id -g; id -G; grep -E 'CapBnd|CapEff|NoNewPrivs|SigIgn|SigBlk' /proc/self/status; umask; echo $HOME";

    [SkippableFact]
    public async Task RunAsUser_AsRoot_IsThatUserInContainerAndExec()
    {
        Skip.IfNot(RuntimeHarness.IsRoot, "only root may change the user");
        await using var runtime = await RuntimeHarness.StartAsync();
        var id = await runtime.StartShellAsync(
            await runtime.RunPodAsync(),
            "main",
            "id -u; id -g; id -G; echo again > /dev/stdout; exec sleep 1000",
            config => config.Linux = Context(new LinuxContainerSecurityContext
            {
                RunAsUser = new Int64Value { Value = 12345 },
                RunAsGroup = new Int64Value { Value = 23456 },
                SupplementalGroups = { 34567, 45678 },
            }));
        await Eventually.TrueAsync(() => runtime.Text("pod", "main").Contains("again", StringComparison.Ordinal), "output");
        var exec = await runtime.ExecAsync(id, 60, "id", "-u");
        var user = (await runtime.StatusAsync(id)).User.Linux;

        Assert.Equal("12345\n23456\n23456 34567 45678\nagain\n", runtime.Text("pod", "main"));
        Assert.Equal("12345\n", exec.Stdout.ToStringUtf8());
        Assert.Equal((12345, 23456), (user.Uid, user.Gid));
        Assert.Equal([34567, 45678], user.SupplementalGroups);
    }

    [SkippableFact]
    public async Task Capabilities_AsRoot_AreTheDefaultsLessAndMoreWhatIsAsked()
    {
        Skip.IfNot(RuntimeHarness.IsRoot, "only root has capabilities");
        await using var runtime = await RuntimeHarness.StartAsync();
        var sandbox = await runtime.RunPodAsync();
        var plain = await Output(runtime, sandbox, "plain", new LinuxContainerSecurityContext());
        var changed = await Output(runtime, sandbox, "changed", new LinuxContainerSecurityContext
        {
            NoNewPrivs = true,
            Capabilities = new Capability { DropCapabilities = { "ALL" }, AddCapabilities = { "NET_ADMIN", "CAP_CHOWN" } },
        });
        var privileged = await Output(runtime, sandbox, "privileged", new LinuxContainerSecurityContext { Privileged = true });
        var own = HostFacts.Read("agent").Capabilities;

        Assert.Contains($"CapEff:\t{CapabilityMask.Default & own:x16}", plain, StringComparison.Ordinal);
        Assert.Contains($"CapBnd:\t{CapabilityMask.Default & own:x16}", plain, StringComparison.Ordinal);
        Assert.Contains("NoNewPrivs:\t0", plain, StringComparison.Ordinal);
        Assert.Contains($"CapEff:\t{1UL << 12 | 1:x16}", changed, StringComparison.Ordinal);
        Assert.Contains("NoNewPrivs:\t1", changed, StringComparison.Ordinal);
        Assert.Contains($"CapEff:\t{own:x16}", privileged, StringComparison.Ordinal);
    }

    [SkippableTheory, EitherPrivilege]
    public async Task Process_OfAContainer_StartsWithCleanSignalsAndUmask(Privilege privilege)
    {
        await using var runtime = await RuntimeHarness.StartAsync(privilege);
        var output = await Output(runtime, await runtime.RunPodAsync(), "main", new LinuxContainerSecurityContext());

        Assert.Contains("SigBlk:\t0000000000000000", output, StringComparison.Ordinal);
        Assert.Contains("SigIgn:\t0000000000000000", output, StringComparison.Ordinal);
        Assert.Contains("\n0022\n", output, StringComparison.Ordinal);
    }

    [SkippableTheory, EitherPrivilege]
    public async Task Process_OfAContainer_HasOnlyItsThreeDescriptorsAndItsOwnEnvironment(Privilege privilege)
    {
        await using var runtime = await RuntimeHarness.StartAsync(privilege);
        var id = await runtime.StartShellAsync(
            await runtime.RunPodAsync(),
            "main",
            "env | cut -d= -f1 | sort | tr '\\n' ' '; echo; exec sleep 1000",
            config => config.Envs.Add(RuntimeHarness.Variable("SECRET", "x=1=2")));
        await Eventually.TrueAsync(() => runtime.Text("pod", "main").EndsWith('\n'), "output");
        var process = $"/proc/{await runtime.PidAsync(id)}";

        Assert.Equal(["0", "1", "2"], Directory.GetFiles(process + "/fd").Select(Path.GetFileName).Order());
        Assert.Equal("sleep\01000\0", await File.ReadAllTextAsync(process + "/cmdline"));
        Assert.Subset(
            new HashSet<string> { "AGENT_CONTAINER_ID", "HOME", "HOSTNAME", "PATH", "PWD", "SECRET", "TZ", "LANG", "SHLVL", "_", "DOTNET_ROOT", "DOTNET_ROOT_X64" },
            runtime.Text("pod", "main").Split((char[])[' ', '\n'], StringSplitOptions.RemoveEmptyEntries).ToHashSet());
    }

    [SkippableFact]
    public async Task AnotherUser_WithoutRights_IsACreateError()
    {
        await using var runtime = await RuntimeHarness.StartAsync(RuntimeHarness.IsRoot ? Privilege.None : Privilege.Own);
        var sandbox = await runtime.RunPodAsync();
        var error = await Assert.ThrowsAsync<RpcException>(() => runtime.CreateAsync(sandbox, "main", config =>
        {
            config.Command.Add("true");
            config.Linux = Context(new LinuxContainerSecurityContext { RunAsUser = new Int64Value { Value = 1234567 } });
        }));

        Assert.Equal(StatusCode.InvalidArgument, error.StatusCode);
        Assert.Contains("cannot run as user 1234567: the runtime runs as user", error.Status.Detail, StringComparison.Ordinal);
    }

    private static async Task<string> Output(RuntimeHarness runtime, string sandbox, string name, LinuxContainerSecurityContext context)
    {
        var id = await runtime.StartShellAsync(sandbox, name, Show, config => config.Linux = Context(context));
        await runtime.WaitExitedAsync(id);
        return runtime.Text("pod", name);
    }

    private static LinuxContainerConfig Context(LinuxContainerSecurityContext context) => new() { SecurityContext = context };
}
