using Agent.Node.Configuration;
using Agent.Node.Hosting;
using Agent.Node.Pods;
using Agent.Node.Resources;
using Agent.Node.Resources.Cgroups;
using Agent.Node.Runtime;

namespace Agent.Node.Tests.Resources.Cgroups;

public sealed class CgroupNamesTests
{
    private const string Uid = "0a1b-2c";

    [Theory]
    [InlineData("", false, QosClass.Guaranteed, "/kubepods/pod0a1b-2c", "/kubepods/pod0a1b-2c")]
    [InlineData("", false, QosClass.Burstable, "/kubepods/burstable/pod0a1b-2c", "/kubepods/burstable/pod0a1b-2c")]
    [InlineData("/", false, QosClass.BestEffort, "/kubepods/besteffort/pod0a1b-2c", "/kubepods/besteffort/pod0a1b-2c")]
    [InlineData("/lab/one/", false, QosClass.Burstable, "/lab/one/kubepods/burstable/pod0a1b-2c", "/lab/one/kubepods/burstable/pod0a1b-2c")]
    [InlineData("", true, QosClass.Guaranteed, "/kubepods.slice/kubepods-pod0a1b_2c.slice", "kubepods-pod0a1b_2c.slice")]
    [InlineData(
        "", true, QosClass.Burstable, "/kubepods.slice/kubepods-burstable.slice/kubepods-burstable-pod0a1b_2c.slice", "kubepods-burstable-pod0a1b_2c.slice")]
    [InlineData("/lab", true, QosClass.Guaranteed, "/lab.slice/lab-kubepods.slice/lab-kubepods-pod0a1b_2c.slice", "lab-kubepods-pod0a1b_2c.slice")]
    public void Pod_EachDriver_IsNamedAsTheKubeletNamesIt(string root, bool systemd, QosClass qos, string path, string parent)
    {
        var names = new CgroupNames(root, systemd);

        Assert.Equal((path, parent), (names.Pod(qos, Uid), names.Parent(qos, Uid)));
    }

    [Theory]
    [InlineData(CgroupDriver.Cgroupfs, null, false)]
    [InlineData(CgroupDriver.Systemd, null, true)]
    [InlineData(CgroupDriver.Systemd, CgroupDriver.Cgroupfs, false)]
    [InlineData(CgroupDriver.Cgroupfs, CgroupDriver.Systemd, true)]
    public void For_RuntimeSaysWhoManagesCgroups_ThatCounts(CgroupDriver configured, CgroupDriver? runtime, bool systemd)
    {
        var facts = NodeFacts.None with { Abilities = new RuntimeAbilities([], null) { CgroupDriver = runtime } };

        Assert.Equal(systemd, CgroupNames.For(new NodeOptions { NodeName = "n", CgroupDriver = configured }, facts).IsSystemd);
    }
}
