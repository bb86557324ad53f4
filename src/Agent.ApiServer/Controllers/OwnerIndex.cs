using Agent.ApiServer.Resources;
using Agent.ApiServer.Store;

namespace Agent.ApiServer.Controllers;

/// <summary>Which objects there are by UID, and which belong to which.</summary>
internal sealed class OwnerIndex
{
    private static readonly SortedSet<(string Resource, ObjectKey Key)> None = [];

    private readonly Dictionary<string, (ResourceDefinition Definition, ObjectKey Key)> _byUid = new(StringComparer.Ordinal);
    private readonly Dictionary<string, SortedSet<(string Resource, ObjectKey Key)>> _dependents = new(StringComparer.Ordinal);

    public void Note(StoredObject? before, StoredObject? after)
    {
        if (before is not null)
        {
            foreach (var owner in before.Owners)
            {
                if (_dependents.TryGetValue(owner, out var known))
                {
                    known.Remove((before.Definition.ToString(), before.Key));
                    if (known.Count == 0)
                    {
                        _dependents.Remove(owner);
                    }
                }
            }

            if (after?.Uid != before.Uid)
            {
                _byUid.Remove(before.Uid);
            }
        }

        if (after is null)
        {
            return;
        }

        _byUid[after.Uid] = (after.Definition, after.Key);
        foreach (var owner in after.Owners)
        {
            if (!_dependents.TryGetValue(owner, out var known))
            {
                known = [];
                _dependents.Add(owner, known);
            }

            known.Add((after.Definition.ToString(), after.Key));
        }
    }

    public (ResourceDefinition Definition, ObjectKey Key)? Find(string uid) => _byUid.TryGetValue(uid, out var found) ? found : null;

    /// <summary>The objects that name an owner, by resource and key.</summary>
    public IReadOnlyCollection<(string Resource, ObjectKey Key)> Dependents(string uid) =>
        _dependents.TryGetValue(uid, out var found) ? found : None;
}
