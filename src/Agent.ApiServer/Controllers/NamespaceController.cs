using System.Text.Json.Nodes;
using Agent.ApiServer.Admission;
using Agent.ApiServer.Json;
using Agent.ApiServer.Resources;
using Agent.ApiServer.Store;

namespace Agent.ApiServer.Controllers;

/// <summary>Empties namespaces that are being deleted, and gives the others a service account again that is lost.</summary>
internal sealed class NamespaceController(ClusterWriter cluster) : Controller
{
    private readonly SortedSet<string> _going = new(StringComparer.Ordinal);

    public override void Note(StoredObject? before, StoredObject? after)
    {
        var one = (after ?? before)!;
        if (one.Definition == ClusterWriter.Namespaces)
        {
            if (after is { IsTerminating: true })
            {
                _going.Add(one.Key.Name);
                Queue(one.Key);
            }
            else if (after is null)
            {
                _going.Remove(one.Key.Name);
            }
        }
        else if (after is null && _going.Contains(one.Key.Namespace))
        {
            Queue(new ObjectKey("", one.Key.Namespace));
        }
        else if (after is null && one.Definition.Resource is { Group: "", Plural: "serviceaccounts" } && one.Key.Name == "default")
        {
            Queue(new ObjectKey("", one.Key.Namespace));
        }
    }

    protected override void Reconcile(ObjectKey key, DateTimeOffset now)
    {
        if (cluster.Find(ClusterWriter.Namespaces, key) is not { } space)
        {
            return;
        }

        if (!space.IsTerminating)
        {
            NamespaceContents.EnsureAccount(space, cluster.Context);
            return;
        }

        var left = 0;
        foreach (var definition in ResourceCatalog.All.Where(d => d.Resource.Namespaced))
        {
            foreach (var value in cluster.Store.List(definition, key.Name))
            {
                if (!value.IsTerminating)
                {
                    cluster.Delete(value);
                }

                left += cluster.Find(definition, value.Key) is null ? 0 : 1;
            }
        }

        if (left == 0 && cluster.Find(ClusterWriter.Namespaces, key) is { } empty)
        {
            var next = empty.ToTree();
            next.Ensure("spec")["finalizers"] = new JsonArray();
            cluster.Finalize(empty, next);
        }
    }
}
