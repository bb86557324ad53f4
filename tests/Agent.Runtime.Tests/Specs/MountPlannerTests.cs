using Agent.Cri.Protocol;
using Agent.Runtime.Images;
using Agent.Runtime.Shims;
using Agent.Runtime.Specs;

namespace Agent.Runtime.Tests.Specs;

public class MountPlannerTests
{
    [Fact]
    public void Plan_Mounts_ComeParentsFirst()
    {
        var plan = MountPlanner.Plan(
            Config(Bind("/h/3", "/a/b/c"), Bind("/h/1", "/z"), Bind("/h/2", "/a/b/", config =>
            {
                config.Readonly = true;
                config.Propagation = MountPropagation.PropagationHostToContainer;
            })),
            "/scratch");

        Assert.Equal(
            [
                new BindMount("/h/1", "/z", false, false, BindPropagation.Private),
                new BindMount("/h/2", "/a/b", true, false, BindPropagation.HostToContainer),
                new BindMount("/h/3", "/a/b/c", false, false, BindPropagation.Private),
            ],
            plan.Binds);
        Assert.False(plan.IsEmpty);
    }

    [Fact]
    public void Plan_NothingToDo_IsEmpty() => Assert.True(MountPlanner.Plan(new ContainerConfig(), "/scratch").IsEmpty);

    [Fact]
    public void Plan_Devices_AreMountedOnlyUnderAnotherName()
    {
        var config = new ContainerConfig
        {
            Devices = { new Device { HostPath = "/dev/a", ContainerPath = "/dev/a" }, new Device { HostPath = "/dev/a", ContainerPath = "/dev/b" } },
        };

        Assert.Equal(new BindMount("/dev/a", "/dev/b", false, false, BindPropagation.Private), Assert.Single(MountPlanner.Plan(config, "/scratch").Binds));
    }

    [Theory]
    [InlineData("/h", "relative", "mounts.container_path \"relative\"")]
    [InlineData("/h", "/a/../../b", "mounts.container_path \"/a/../../b\"")]
    [InlineData("/h", "/", "must not be /")]
    [InlineData("h", "/a", "mounts.host_path \"h\"")]
    [InlineData("/h/../etc", "/a", "mounts.host_path \"/h/../etc\"")]
    [InlineData("", "/a", "mounts.host_path \"\"")]
    public void Plan_BadPath_NamesFieldAndValue(string host, string container, string problem) =>
        Assert.Contains(problem, Refusal(() => MountPlanner.Plan(Config(Bind(host, container)), "/scratch")), StringComparison.Ordinal);

    [Fact]
    public void Plan_KindsItDoesNotHave_AreRefused()
    {
        Assert.Contains("image volumes", Refusal(mount => mount.Image = new ImageSpec { Image = "x" }), StringComparison.Ordinal);
        Assert.Contains("user namespaces", Refusal(mount => mount.UidMappings.Add(new IDMapping())), StringComparison.Ordinal);
        Assert.Contains("mount_options", Refusal(mount => mount.MountOptions.Add("noexec")), StringComparison.Ordinal);
    }

    [Fact]
    public void Links_TestServer_GetsAllOfThem()
    {
        var links = MountPlanner.Links(Config(Bind("/h/1", "/data"), Bind("/h/2", "/etc/hosts")), BuiltInImage.TestServer);

        Assert.Equal([("data", "/h/1"), ("etc/hosts", "/h/2")], links.Select(link => (link.Key, link.Value)).Order());
    }

    [Fact]
    public void Links_HostCommand_GetsOnlyWhatItCanDoWithout()
    {
        var config = Config(Bind("/h/1", "/etc/hosts"), Bind("/h/2", "/my/termination"));
        config.Annotations["io.kubernetes.container.terminationMessagePath"] = "/my/termination";

        Assert.Equal(2, MountPlanner.Links(config, BuiltInImage.Host).Count);
        Assert.Contains(
            "cannot mount /data: only root may mount", Refusal(() => MountPlanner.Links(Config(Bind("/h", "/data")), BuiltInImage.Host)), StringComparison.Ordinal);
    }

    [Fact]
    public void Links_OneInsideAnother_IsRefused() => Assert.Contains(
        "inside another volume",
        Refusal(() => MountPlanner.Links(Config(Bind("/h", "/data"), Bind("/h", "/data/sub")), BuiltInImage.TestServer)),
        StringComparison.Ordinal);

    private static string Refusal(Action act) => Assert.Throws<SpecException>(act).Message;

    private static string Refusal(Action<Mount> change) => Refusal(() => MountPlanner.Plan(Config(Bind("/h", "/c", change)), "/scratch"));

    private static ContainerConfig Config(params Mount[] mounts) => new() { Mounts = { mounts } };

    private static Mount Bind(string host, string container, Action<Mount>? change = null)
    {
        var mount = new Mount { HostPath = host, ContainerPath = container };
        change?.Invoke(mount);
        return mount;
    }
}
