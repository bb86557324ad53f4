using System.Text.Json.Nodes;
using Agent.ApiServer.Json;
using Agent.ApiServer.Resources;
using Agent.ApiServer.Store;

namespace Agent.ApiServer.Controllers;

/// <summary>
/// Deletes objects whose owners are all gone, and carries out the deletions that ask for something else: dependents first
/// (<c>foregroundDeletion</c>), or dependents left alone (<c>orphan</c>). Keys are resource and object in one.
/// </summary>
internal sealed class GarbageCollector(ClusterWriter cluster) : Controller
{
    private const string Foreground = "foregroundDeletion";
    private const string Orphan = "orphan";

    public override void Note(StoredObject? before, StoredObject? after)
    {
        if (after is not null && after.Owners.Length > 0 && before is null)
        {
            Enqueue(after.Definition.ToString(), after.Key);
        }

        if (after is { IsTerminating: true } && (after.Finalizers.Contains(Foreground) || after.Finalizers.Contains(Orphan)))
        {
            Enqueue(after.Definition.ToString(), after.Key);
        }

        if (before is not null && after is null)
        {
            foreach (var (resource, key) in cluster.Owners.Dependents(before.Uid))
            {
                Enqueue(resource, key);
            }

            foreach (var owner in before.Owners)
            {
                if (cluster.Owners.Find(owner) is var (definition, key))
                {
                    Enqueue(definition.ToString(), key);
                }
            }
        }
    }

    protected override void Reconcile(ObjectKey key, DateTimeOffset now)
    {
        var (resource, space) = Split(key.Namespace);
        var dot = resource.IndexOf('.', StringComparison.Ordinal);
        var definition = dot < 0 ? ResourceCatalog.Get("", resource) : ResourceCatalog.Get(resource[(dot + 1)..], resource[..dot]);
        if (cluster.Store.Find(definition, space, key.Name) is not { } value)
        {
            return;
        }

        if (value.IsTerminating && value.Finalizers.Contains(Orphan))
        {
            foreach (var dependent in Dependents(value))
            {
                WithoutOwners(dependent, [value.Uid]);
            }

            Unhold(value, Orphan);
            return;
        }

        if (value.IsTerminating && value.Finalizers.Contains(Foreground))
        {
            DeleteDependentsFirst(value);
            return;
        }

        var gone = Gone(value);
        if (gone.Count == 0 || value.IsTerminating)
        {
            return;
        }

        if (gone.Count == value.Owners.Length)
        {
            cluster.Delete(value);
        }
        else
        {
            WithoutOwners(value, gone);
        }
    }

    private void DeleteDependentsFirst(StoredObject value)
    {
        var dependents = Dependents(value).ToList();
        foreach (var dependent in dependents.Where(d => !d.IsTerminating))
        {
            cluster.Delete(dependent, propagation: dependent.Definition == ClusterWriter.Pods ? null : "Foreground");
        }

        if (!Dependents(value).Any(d => Blocks(d, value.Uid)) && cluster.Find(value.Definition, value.Key) is { } waiting)
        {
            Unhold(waiting, Foreground);
        }
    }

    private static bool Blocks(StoredObject dependent, string uid) =>
        dependent.ToTree().Object("metadata").Objects("ownerReferences")
            .Any(o => o.Text("uid") == uid && o.Flag("blockOwnerDeletion") == true);

    private static (string Resource, string Space) Split(string text)
    {
        var slash = text.IndexOf('/', StringComparison.Ordinal);
        return (text[..slash], text[(slash + 1)..]);
    }

    private void Enqueue(string resource, ObjectKey key) => Queue(new ObjectKey(resource + "/" + key.Namespace, key.Name));

    private IEnumerable<StoredObject> Dependents(StoredObject owner) => cluster.Owners.Dependents(owner.Uid)
        .ToList()
        .Select(d =>
        {
            var dot = d.Resource.IndexOf('.', StringComparison.Ordinal);
            return cluster.Find(
                dot < 0 ? ResourceCatalog.Get("", d.Resource) : ResourceCatalog.Get(d.Resource[(dot + 1)..], d.Resource[..dot]), d.Key);
        })
        .OfType<StoredObject>();

    /// <summary>UIDs of the owners that are no more. Owners of kinds that are not served are nobody's to judge.</summary>
    private List<string> Gone(StoredObject value) =>
    [
        .. value.ToTree().Object("metadata").Objects("ownerReferences")
            .Where(o => ResourceCatalog.FindObject(o.Text("apiVersion") ?? "", o.Text("kind") ?? "") is not null)
            .Select(o => o.Text("uid") ?? "")
            .Where(uid => cluster.Owners.Find(uid) is null),
    ];

    private void WithoutOwners(StoredObject value, IReadOnlyList<string> uids)
    {
        var next = value.ToTree();
        var left = next.Ensure("metadata").Objects("ownerReferences")
            .Where(o => !uids.Contains(o.Text("uid") ?? ""))
            .Select(o => o.DeepClone())
            .ToArray();
        if (left.Length == 0)
        {
            next.Ensure("metadata").Remove("ownerReferences");
        }
        else
        {
            next.Ensure("metadata")["ownerReferences"] = new JsonArray(left);
        }

        cluster.Update(value, next);
    }

    private void Unhold(StoredObject value, string finalizer)
    {
        var next = value.ToTree();
        next.Ensure("metadata")["finalizers"] = new JsonArray(
            [.. next.Ensure("metadata").Texts("finalizers").Where(f => f != finalizer).Select(f => (JsonNode)f)]);
        cluster.Update(value, next);
    }
}
