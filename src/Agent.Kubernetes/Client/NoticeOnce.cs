namespace Agent.Kubernetes.Client;

/// <summary>Tells a problem once, until it is gone or another.</summary>
internal sealed class NoticeOnce(Action<string>? notice)
{
    private string? _told;

    /// <summary>Tells a problem; null: there is none any more.</summary>
    public void Tell(string? problem)
    {
        if (Interlocked.Exchange(ref _told, problem) != problem && problem is not null)
        {
            notice?.Invoke(problem);
        }
    }
}
