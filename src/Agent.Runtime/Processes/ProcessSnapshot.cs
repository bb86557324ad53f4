namespace Agent.Runtime.Processes;

/// <summary>All processes at one moment. Which container's mark each carries is looked up once, when first asked.</summary>
/// <param name="all">The processes.</param>
/// <param name="readMark">Reads the mark of one.</param>
internal sealed class ProcessSnapshot(IReadOnlyList<ProcessStat> all, Func<int, string?> readMark)
{
    private readonly Dictionary<int, string?> _marks = [];

    /// <summary>The processes.</summary>
    public IReadOnlyList<ProcessStat> All { get; } = all;

    /// <summary>The id of the container whose mark a process carries, or null.</summary>
    public string? MarkOf(ProcessStat process)
    {
        if (!_marks.TryGetValue(process.Pid, out var mark))
        {
            mark = readMark(process.Pid);
            _marks.Add(process.Pid, mark);
        }

        return mark;
    }
}
