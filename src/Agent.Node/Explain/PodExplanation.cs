namespace Agent.Node.Explain;

/// <summary>What a pod says of itself: what it is doing, what it waits for, since when, and what happens next at what time.</summary>
public sealed record PodExplanation
{
    /// <summary>Pod name.</summary>
    public required string PodName { get; init; }

    /// <summary>Pod namespace.</summary>
    public required string Namespace { get; init; }

    /// <summary>Pod UID.</summary>
    public required string Uid { get; init; }

    /// <summary>The pod source: file, http or api; empty for a pod that only the runtime knows.</summary>
    public string Source { get; init; } = "";

    /// <summary>Named state, e.g. CreatingSandbox, Running, Terminating.</summary>
    public required string State { get; init; }

    /// <summary>Why it is in this state; empty when there is nothing to add.</summary>
    public string Reason { get; init; } = "";

    /// <summary>The call, timer or event it waits for; empty when nothing is awaited.</summary>
    public string WaitingFor { get; init; } = "";

    /// <summary>Since when <see cref="State"/> and <see cref="WaitingFor"/> hold.</summary>
    public required DateTimeOffset Since { get; init; }

    /// <summary>The next timer that will fire, if any.</summary>
    public ExplainedTimer? NextTimer { get; init; }

    /// <summary>The last error, kept until the pod runs again.</summary>
    public string LastError { get; init; } = "";

    /// <summary>Pod addresses, primary first.</summary>
    public IReadOnlyList<string> Ips { get; init; } = [];

    /// <summary>Host ports of the pod's containers, <c>hostPort:containerPort</c>.</summary>
    public IReadOnlyList<string> Ports { get; init; } = [];

    /// <summary>When the pod was created or first seen.</summary>
    public DateTimeOffset? CreatedAt { get; init; }

    /// <summary>One per container, init containers first, in spec order.</summary>
    public IReadOnlyList<ContainerExplanation> Containers { get; init; } = [];

    /// <summary>The volumes that its containers mount, in spec order.</summary>
    public IReadOnlyList<VolumeExplanation> Volumes { get; init; } = [];

    /// <summary>Phase of its status; empty: not known yet.</summary>
    public string Phase { get; init; } = "";

    /// <summary>Ready containers of all, <c>1/2</c>; empty: not known yet.</summary>
    public string Ready { get; init; } = "";

    /// <summary>Its status in one word, as <c>kubectl get pods</c> shows it; empty: not known yet.</summary>
    public string Status { get; init; } = "";

    /// <summary>The conditions of its status.</summary>
    public IReadOnlyList<ExplainedCondition> Conditions { get; init; } = [];

    /// <summary>The last transitions, oldest first, at most <see cref="PodJournal.Capacity"/>.</summary>
    public IReadOnlyList<JournalEntry> Transitions { get; init; } = [];
}
