namespace Agent.Kubernetes;

/// <summary>Which object an object belongs to.</summary>
public static class OwnerReferences
{
    /// <summary>A reference to an object that controls others.</summary>
    /// <param name="owner">The owner; it must have a name and a UID.</param>
    /// <param name="apiVersion">Its apiVersion, which entries of a list lack.</param>
    /// <param name="kind">Its kind.</param>
    public static V1OwnerReference ControlledBy(IKubernetesObject owner, string apiVersion, string kind) =>
        To(owner, apiVersion, kind) with { Controller = true, BlockOwnerDeletion = true };

    /// <summary>A reference to an object with which this one is to be collected.</summary>
    /// <param name="owner">The owner; it must have a name and a UID.</param>
    /// <param name="apiVersion">Its apiVersion, which entries of a list lack.</param>
    /// <param name="kind">Its kind.</param>
    public static V1OwnerReference To(IKubernetesObject owner, string apiVersion, string kind)
    {
        ArgumentNullException.ThrowIfNull(owner);
        return new V1OwnerReference { ApiVersion = apiVersion, Kind = kind, Name = owner.Name(), Uid = owner.Uid() };
    }

    /// <summary>The one owner that controls the object, or null.</summary>
    public static V1OwnerReference? Controller(this IKubernetesObject obj)
    {
        ArgumentNullException.ThrowIfNull(obj);
        return obj.Metadata.OwnerReferences?.FirstOrDefault(o => o.Controller == true);
    }

    /// <summary>Whether the object with this UID controls the object.</summary>
    public static bool IsControlledBy(this IKubernetesObject obj, string uid) => obj.Controller()?.Uid == uid;
}
