using System.Text;
using Agent.Cri.Protocol;
using Agent.Runtime.Images;
using Agent.Runtime.Specs;
using Google.Protobuf;

namespace Agent.Runtime.Tests.Specs;

public class SpecBuilderTests
{
    [Theory]
    [InlineData("agent.local/host", "sh -c", "x", "sh -c x")]
    [InlineData("agent.local/host", "", "ls -l", "ls -l")]
    [InlineData("agent.local/host", "agent version", "", "/bin/agent version")]
    [InlineData("agent.local/host", "testserver", "--port 1", "/bin/agent testserver --port 1")]
    [InlineData("agent.local/testserver", "", "--port 1", "/bin/agent testserver --port 1")]
    [InlineData("agent.local/testserver", "", "", "/bin/agent testserver")]
    [InlineData("agent.local/testserver", "sleep 5", "", "sleep 5")]
    public void Build_CommandAndArguments_AreCombinedAsForImages(string image, string command, string arguments, string expected)
    {
        var spec = Build(config =>
        {
            config.Image = new ImageSpec { Image = image };
            config.Command.Clear();
            config.Command.Add(command.Split(' ', StringSplitOptions.RemoveEmptyEntries));
            config.Args.Add(arguments.Split(' ', StringSplitOptions.RemoveEmptyEntries));
        });

        Assert.Equal(expected, string.Join(' ', spec.Shim.Arguments));
    }

    [Fact]
    public void Build_HostWithoutACommand_SaysSo() => Assert.Contains("no command specified", Refusal(config => config.Command.Clear()), StringComparison.Ordinal);

    [Fact]
    public void Build_Environment_IsTheImagesThenTheContainersThenTheMarks()
    {
        var spec = Build(config => config.Envs.Add(
        [
            Variable("A", "1"), Variable("PATH", "/own"), Variable("A", "2"), Variable("AGENT_CONTAINER_ID", "forged"), Variable("EMPTY", ""),
        ]));

        Assert.Equal(
            ["A=2", "AGENT_CONTAINER_ID=id", "EMPTY=", "HOME=/root", "HOSTNAME=pod-name", "PATH=/own"],
            spec.Shim.Environment.Select(Encoding.UTF8.GetString).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Build_EnvironmentThatIsNotUtf8_PassesUnchanged()
    {
        var spec = Build(config => config.Envs.Add(new KeyValue { Key = "B", Value = ByteString.CopyFrom(0xFF, 0xFE) }));

        Assert.Contains(spec.Shim.Environment, entry => entry.AsSpan().SequenceEqual((byte[])[(byte)'B', (byte)'=', 0xFF, 0xFE]));
    }

    [Theory]
    [InlineData("", "v", "is not a name")]
    [InlineData("A=B", "v", "is not a name")]
    [InlineData("A", "a\0b", "holds a zero byte")]
    public void Build_EnvironmentThatCannotBe_IsRefusedWithoutTheValue(string name, string value, string problem)
    {
        var message = Refusal(config => config.Envs.Add(Variable(name, value)));

        Assert.Contains(problem, message, StringComparison.Ordinal);
        Assert.DoesNotContain("a\0b", message, StringComparison.Ordinal);
    }

    [Fact]
    public void Build_Unsupported_NamesWhatIsNot()
    {
        Assert.Contains("tty", Refusal(config => config.Tty = true), StringComparison.Ordinal);
        Assert.Contains("CDI", Refusal(config => config.CDIDevices.Add(new CDIDevice())), StringComparison.Ordinal);
        Assert.Contains("seccomp profile my.json", Refusal(config => Context(config).Seccomp = Localhost("my.json")), StringComparison.Ordinal);
        Assert.Contains("AppArmor profile mine", Refusal(config => Context(config).Apparmor = Localhost("mine")), StringComparison.Ordinal);
        Assert.Contains("user namespaces", Refusal(config => Context(config).NamespaceOptions = UserNamespaceOfItsOwn()), StringComparison.Ordinal);
        Assert.Contains("working_dir \"x\"", Refusal(config => config.WorkingDir = "x"), StringComparison.Ordinal);
        Assert.Contains("zero byte", Refusal(config => config.Args.Add("a\0b")), StringComparison.Ordinal);
        Assert.Contains(BuiltInImage.Host.Repository, Refusal(config => config.Image.Image = "nginx"), StringComparison.Ordinal);
    }

    [Fact]
    public void Build_AsRoot_SetsUserCapabilitiesAndNoMounts()
    {
        var spec = Build(_ => { });

        Assert.Equal((0u, 0u), (spec.Shim.User!.Uid, spec.Shim.User.Gid));
        Assert.Equal(CapabilityMask.Default, spec.Shim.Capabilities);
        Assert.Null(spec.Shim.Mounts);
        Assert.Equal("/", spec.Shim.WorkingDirectory);
    }

    [Fact]
    public void Build_AsUser_LeavesIdentityAndCapabilitiesAlone()
    {
        var spec = SpecBuilder.Build("id", Config(_ => { }), new PodSandboxConfig(), HostFactsBuilder.User, "/folder");

        Assert.Null(spec.Shim.User);
        Assert.Null(spec.Shim.Capabilities);
        Assert.Equal(1000u, spec.User.Uid);
    }

    [Theory]
    [InlineData("", "", "DEFAULT")]
    [InlineData("NET_ADMIN", "", "DEFAULT NET_ADMIN")]
    [InlineData("cap_net_admin", "CHOWN,KILL", "DEFAULT NET_ADMIN -CHOWN -KILL")]
    [InlineData("NET_BIND_SERVICE", "ALL", "NET_BIND_SERVICE")]
    [InlineData("ALL", "", "ALL")]
    [InlineData("ALL", "SYS_ADMIN", "ALL -SYS_ADMIN")]
    public void Build_Capabilities_AreAddedAndDroppedAsByOtherRuntimes(string add, string drop, string expected)
    {
        ulong mask = 0;
        foreach (var part in expected.Split(' '))
        {
            mask = part switch
            {
                "DEFAULT" => mask | CapabilityMask.Default,
                ['-', .. var name] => mask & ~CapabilityMask.Parse([name], "test"),
                _ => mask | CapabilityMask.Parse([part], "test"),
            };
        }

        var spec = Build(config => Context(config).Capabilities = new Capability
        {
            AddCapabilities = { add.Split(',', StringSplitOptions.RemoveEmptyEntries) },
            DropCapabilities = { drop.Split(',', StringSplitOptions.RemoveEmptyEntries) },
        });
        Assert.Equal(mask, spec.Shim.Capabilities);
    }

    [Fact]
    public void Build_CapabilityUnknown_NamesIt() => Assert.Contains(
        "add_capabilities: \"NET_WHAT\"",
        Refusal(config => Context(config).Capabilities = new Capability { AddCapabilities = { "NET_WHAT" } }),
        StringComparison.Ordinal);

    [Fact]
    public void Build_Privileged_KeepsAllTheHostHas() =>
        Assert.Equal(CapabilityMask.All, Build(config => Context(config).Privileged = true).Shim.Capabilities);

    [Fact]
    public void BuildExec_ContainerWithMounts_JoinsThem()
    {
        var spec = Build(config =>
        {
            config.Mounts.Add(new Mount { HostPath = "/a", ContainerPath = "/b" });
            config.WorkingDir = "/w";
        });
        var exec = SpecBuilder.BuildExec(spec, ["agent", "x"], HostFactsBuilder.Root);

        Assert.True(exec.JoinsNamespace);
        Assert.Null(exec.Mounts);
        Assert.Equal(["/bin/agent", "x"], exec.Arguments);
        Assert.Equal(("/w", spec.Shim.User), (exec.WorkingDirectory, exec.User));
        Assert.Throws<SpecException>(() => SpecBuilder.BuildExec(spec, [], HostFactsBuilder.Root));
    }

    private static ContainerSpec Build(Action<ContainerConfig> change) =>
        SpecBuilder.Build("id", Config(change), new PodSandboxConfig { Hostname = "pod-name" }, HostFactsBuilder.Root, "/folder");

    private static string Refusal(Action<ContainerConfig> change) => Assert.Throws<SpecException>(() => Build(change)).Message;

    private static ContainerConfig Config(Action<ContainerConfig> change)
    {
        var config = new ContainerConfig { Image = new ImageSpec { Image = "agent.local/host" }, Command = { "true" } };
        change(config);
        return config;
    }

    private static LinuxContainerSecurityContext Context(ContainerConfig config)
    {
        config.Linux ??= new LinuxContainerConfig();
        return config.Linux.SecurityContext ??= new LinuxContainerSecurityContext();
    }

    private static KeyValue Variable(string name, string value) => new() { Key = name, Value = ByteString.CopyFromUtf8(value) };

    private static SecurityProfile Localhost(string name) =>
        new() { ProfileType = SecurityProfile.Types.ProfileType.Localhost, LocalhostRef = name };

    private static NamespaceOption UserNamespaceOfItsOwn() => new() { UsernsOptions = new UserNamespace { Mode = NamespaceMode.Pod } };
}
