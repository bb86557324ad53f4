namespace Agent.Node.UserNamespaces;

/// <summary>User and group ids of the host from which those of pods are taken.</summary>
/// <param name="First">The first.</param>
/// <param name="Count">How many.</param>
internal sealed record IdRange(long First, long Count)
{
    private const long End = 1L << 32;
    private const string Owner = "kubelet";

    /// <summary>
    /// The range of the host: what is reserved for the user <c>kubelet</c> (subuid(5), subgid(5), both the same), else all ids above
    /// those of the first block, which is the host's own.
    /// </summary>
    /// <param name="subuid">Text of /etc/subuid; null: there is none.</param>
    /// <param name="subgid">Text of /etc/subgid; null: there is none.</param>
    /// <param name="idsPerPod">Size of a pod's block.</param>
    /// <param name="pods">So many pods must have room.</param>
    /// <param name="error">What is wrong with what is reserved; empty: nothing.</param>
    public static IdRange? Of(string? subuid, string? subgid, long idsPerPod, int pods, out string error)
    {
        error = "";
        var (uids, gids) = (Reserved(subuid), Reserved(subgid));
        if (uids.Count == 0 && gids.Count == 0)
        {
            return new IdRange(idsPerPod, End - idsPerPod);
        }

        if (uids is not [var range] || gids is not [var other] || range != other)
        {
            error = $"/etc/subuid and /etc/subgid must both reserve the same one range for {Owner}";
            return null;
        }

        if (range.First % idsPerPod != 0 || range.First < idsPerPod)
        {
            error = $"the ids reserved for {Owner} begin at {range.First}, which must be a multiple of idsPerPod ({idsPerPod}) and not 0";
            return null;
        }

        if (range.Count < idsPerPod * pods)
        {
            error = $"{range.Count} ids are reserved for {Owner}; {pods} pods (maxPods) of {idsPerPod} each (idsPerPod) need {idsPerPod * pods}";
            return null;
        }

        return range;
    }

    private static IReadOnlyList<IdRange> Reserved(string? text) =>
    [
        .. (text ?? "").Split('\n')
            .Select(line => line.Trim().Split(':'))
            .Where(fields => fields.Length == 3 && fields[0] == Owner)
            .Select(fields => long.TryParse(fields[1], out var first) && long.TryParse(fields[2], out var count) ? new IdRange(first, count) : null)
            .OfType<IdRange>(),
    ];
}
