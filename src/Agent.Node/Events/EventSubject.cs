namespace Agent.Node.Events;

/// <summary>The object that an event is about (<c>involvedObject</c>).</summary>
/// <param name="ApiVersion">As <c>v1</c>.</param>
/// <param name="Kind">As <c>Pod</c>.</param>
/// <param name="Namespace">Namespace; empty for a node.</param>
/// <param name="Name">Name.</param>
/// <param name="Uid">UID; of a node the kubelet gives its name.</param>
/// <param name="FieldPath">Part of the object, as <c>spec.containers{web}</c>; empty: all of it.</param>
/// <param name="ResourceVersion">Version of the object that the event speaks of; empty: none.</param>
internal sealed record EventSubject(
    string ApiVersion, string Kind, string Namespace, string Name, string Uid, string FieldPath = "", string ResourceVersion = "")
{
    /// <summary>A pod.</summary>
    public static EventSubject Pod(Kubernetes.V1Pod pod, string fieldPath = "")
    {
        var meta = pod.Metadata;
        return new EventSubject(
            "v1", "Pod", meta.Namespace ?? "default", meta.Name ?? "", meta.Uid ?? "", fieldPath, meta.ResourceVersion ?? "");
    }

    /// <summary>A node: its UID in events is its name, as every kubelet writes it.</summary>
    public static EventSubject Node(string name) => new("v1", "Node", "", name, name);
}
