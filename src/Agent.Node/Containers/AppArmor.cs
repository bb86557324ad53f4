using Agent.Cri.Protocol;
using Agent.Kubernetes;
using Agent.Node.WellKnown;

namespace Agent.Node.Containers;

/// <summary>The AppArmor profile of a container: its own field, then the old annotation, then the pod's field.</summary>
internal static class AppArmor
{
    private const string Localhost = "Localhost";
    private const string RuntimeDefault = "RuntimeDefault";
    private const string Unconfined = "Unconfined";
    private const string OldRuntimeDefault = "runtime/default";
    private const string OldUnconfined = "unconfined";
    private const string OldLocalhost = "localhost/";

    /// <summary>Sets the profile in both spellings; nothing where none is named, so that the runtime decides.</summary>
    /// <returns>Why it cannot be set; empty: it was.</returns>
    public static string Set(LinuxContainerSecurityContext context, V1Pod pod, V1Container container)
    {
        var profile = container.SecurityContext?.AppArmorProfile ?? OfAnnotation(pod, container) ?? pod.Spec.SecurityContext?.AppArmorProfile;
        switch (profile?.Type)
        {
            case null:
                return "";
            case RuntimeDefault:
                Set(context, SecurityProfile.Types.ProfileType.RuntimeDefault, "", OldRuntimeDefault);
                return "";
            case Unconfined:
                Set(context, SecurityProfile.Types.ProfileType.Unconfined, "", OldUnconfined);
                return "";
            case Localhost when string.IsNullOrWhiteSpace(profile.LocalhostProfile):
                return "appArmorProfile.localhostProfile: must be set for type Localhost";
            case Localhost:
                Set(context, SecurityProfile.Types.ProfileType.Localhost, profile.LocalhostProfile, OldLocalhost + profile.LocalhostProfile);
                return "";
            default:
                return $"appArmorProfile.type: {profile.Type} must be {RuntimeDefault}, {Unconfined} or {Localhost}";
        }
    }

    private static void Set(LinuxContainerSecurityContext context, SecurityProfile.Types.ProfileType type, string file, string old)
    {
        context.Apparmor = new SecurityProfile { ProfileType = type, LocalhostRef = file };
#pragma warning disable CS0612 // Older runtimes read only this one.
        context.ApparmorProfile = old;
#pragma warning restore CS0612
    }

    private static V1AppArmorProfile? OfAnnotation(V1Pod pod, V1Container container) =>
        pod.Annotation(PodAnnotations.AppArmorPrefix + container.Name) switch
        {
            OldRuntimeDefault => new V1AppArmorProfile { Type = RuntimeDefault },
            OldUnconfined => new V1AppArmorProfile { Type = Unconfined },
            { } named when named.StartsWith(OldLocalhost, StringComparison.Ordinal) =>
                new V1AppArmorProfile { Type = Localhost, LocalhostProfile = named[OldLocalhost.Length..] },
            _ => null,
        };
}
