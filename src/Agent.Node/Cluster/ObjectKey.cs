namespace Agent.Node.Cluster;

/// <summary>Names a ConfigMap or Secret.</summary>
/// <param name="Kind">Which of the two.</param>
/// <param name="Namespace">Namespace.</param>
/// <param name="Name">Name.</param>
internal sealed record ObjectKey(ObjectKind Kind, string Namespace, string Name) : IComparable<ObjectKey>
{
    public int CompareTo(ObjectKey? other)
    {
        if (other is null)
        {
            return 1;
        }

        var byKind = Kind.CompareTo(other.Kind);
        var bySpace = string.CompareOrdinal(Namespace, other.Namespace);
        return byKind != 0 ? byKind : bySpace != 0 ? bySpace : string.CompareOrdinal(Name, other.Name);
    }

    /// <summary>As people write it: <c>configmap "web"</c>, <c>secret "key"</c>.</summary>
    public override string ToString() => $"{(Kind == ObjectKind.ConfigMap ? "configmap" : "secret")} \"{Name}\"";
}
