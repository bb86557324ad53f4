using Agent.Cri.Protocol;
using Agent.Kubernetes;
using Agent.Node.Containers;

namespace Agent.Node.Tests.Containers;

public sealed class AppArmorTests
{
    [Theory]
    [InlineData(null, null, null, "", null)]
    [InlineData(null, null, "RuntimeDefault", "runtime/default", SecurityProfile.Types.ProfileType.RuntimeDefault)]
    [InlineData(null, "unconfined", "RuntimeDefault", "unconfined", SecurityProfile.Types.ProfileType.Unconfined)]
    [InlineData(null, "localhost/mine", null, "localhost/mine", SecurityProfile.Types.ProfileType.Localhost)]
    [InlineData(null, "nonsense", "Unconfined", "unconfined", SecurityProfile.Types.ProfileType.Unconfined)]
    [InlineData("RuntimeDefault", "unconfined", "Unconfined", "runtime/default", SecurityProfile.Types.ProfileType.RuntimeDefault)]
    public void Set_EachSource_FirstOneCounts(
        string? ofContainer, string? annotation, string? ofPod, string old, SecurityProfile.Types.ProfileType? type)
    {
        var context = new LinuxContainerSecurityContext();

        Assert.Equal("", AppArmor.Set(context, Pod(annotation, ofPod), Container(ofContainer)));

#pragma warning disable CS0612 // What older runtimes read.
        Assert.Equal(old, context.ApparmorProfile);
#pragma warning restore CS0612
        Assert.Equal(type, context.Apparmor?.ProfileType);
    }

    [Theory]
    [InlineData("Localhost")]
    [InlineData("Other")]
    public void Set_UnusableProfile_SaysWhy(string type) =>
        Assert.Contains("appArmorProfile", AppArmor.Set(new LinuxContainerSecurityContext(), Pod(null, null), Container(type)), StringComparison.Ordinal);

    private static V1Pod Pod(string? annotation, string? type) => new()
    {
        Metadata = new V1ObjectMeta
        {
            Name = "p",
            Annotations = annotation is null ? null : new Dictionary<string, string>
            {
                ["container.apparmor.security.beta.kubernetes.io/main"] = annotation,
            },
        },
        Spec = new V1PodSpec { SecurityContext = new V1PodSecurityContext { AppArmorProfile = Profile(type) } },
    };

    private static V1Container Container(string? type) =>
        new() { Name = "main", SecurityContext = new V1SecurityContext { AppArmorProfile = Profile(type) } };

    private static V1AppArmorProfile? Profile(string? type) => type is null ? null : new V1AppArmorProfile { Type = type };
}
