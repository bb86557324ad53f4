using Agent.Cri.Protocol;
using Agent.Runtime.Specs;

namespace Agent.Runtime.Tests.Specs;

public class UserSelectionTests
{
    [Fact]
    public void Choose_NothingAsked_IsTheRuntimesOwn()
    {
        var root = UserSelection.Choose(null, HostFactsBuilder.Root);
        var user = UserSelection.Choose(null, HostFactsBuilder.User);

        Assert.Equal((0u, 0u), (root.Uid, root.Gid));
        Assert.Equal((1000u, 1001u), (user.Uid, user.Gid));
        Assert.Equal([1001u, 44u], user.Groups);
    }

    [Theory]
    [InlineData("alice", 1000, 1001, "10 44")]
    [InlineData("1000", 1000, 1001, "10 44")]
    [InlineData("2000", 2000, 0, "")]
    public void Choose_ByName_IsTheHostsUser(string name, uint uid, uint gid, string groups)
    {
        var user = UserSelection.Choose(new LinuxContainerSecurityContext { RunAsUsername = name }, HostFactsBuilder.Root);

        Assert.Equal((uid, gid, groups), (user.Uid, user.Gid, string.Join(' ', user.Groups)));
    }

    [Fact]
    public void Choose_SupplementalGroups_AreMergedOrStrict()
    {
        var context = new LinuxContainerSecurityContext
        {
            RunAsUser = new Int64Value { Value = 1000 },
            RunAsGroup = new Int64Value { Value = 5 },
            SupplementalGroups = { 7, 44, 7 },
        };
        var merged = UserSelection.Choose(context, HostFactsBuilder.Root);
        context.SupplementalGroupsPolicy = SupplementalGroupsPolicy.Strict;
        var strict = UserSelection.Choose(context, HostFactsBuilder.Root);

        Assert.Equal(5u, merged.Gid);
        Assert.Equal([10u, 44u, 7u], merged.Groups);
        Assert.Equal([7u, 44u], strict.Groups);
    }

    [Theory]
    [InlineData(5, null, null, "cannot run as user 5: the runtime runs as user 1000")]
    [InlineData(1000, 5, null, "cannot run as group 5: the runtime runs as group 1001")]
    [InlineData(null, null, 5, "cannot add supplementary group 5")]
    public void Choose_AnotherWithoutRights_IsRefused(int? uid, int? gid, int? group, string problem)
    {
        var error = Assert.Throws<SpecException>(() => UserSelection.Choose(Context(uid, gid, group), HostFactsBuilder.User));

        Assert.StartsWith(problem, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Choose_OwnNumbersWithoutRights_AreFine() =>
        Assert.Equal(1000u, UserSelection.Choose(Context(1000, 1001, 44), HostFactsBuilder.User).Uid);

    [Theory]
    [InlineData(-1, null, null, "run_as_user -1")]
    [InlineData(1, -5, null, "run_as_group -5")]
    [InlineData(1, 1, -5, "supplemental_groups -5")]
    public void Choose_NumberOutOfRange_NamesTheField(int? uid, int? gid, int? group, string problem)
    {
        var error = Assert.Throws<SpecException>(() => UserSelection.Choose(Context(uid, gid, group), HostFactsBuilder.Root));

        Assert.StartsWith(problem, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Choose_NameUnknown_NamesIt()
    {
        var error = Assert.Throws<SpecException>(
            () => UserSelection.Choose(new LinuxContainerSecurityContext { RunAsUsername = "mallory" }, HostFactsBuilder.Root));

        Assert.StartsWith("unable to find user mallory", error.Message, StringComparison.Ordinal);
    }

    private static LinuxContainerSecurityContext Context(int? uid, int? gid, int? group)
    {
        var context = new LinuxContainerSecurityContext();
        context.RunAsUser = uid is { } user ? new Int64Value { Value = user } : null;
        context.RunAsGroup = gid is { } primary ? new Int64Value { Value = primary } : null;
        if (group is { } supplementary)
        {
            context.SupplementalGroups.Add(supplementary);
        }

        return context;
    }
}
