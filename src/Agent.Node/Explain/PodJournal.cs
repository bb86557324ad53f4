namespace Agent.Node.Explain;

/// <summary>
/// A pod's one account of itself: its state, what it waits for and since when, its last error and last transitions.
/// Log lines, spans, metrics, conditions and <c>explain</c> are read from it.
/// </summary>
/// <param name="State">Named state.</param>
/// <param name="Reason">Why.</param>
/// <param name="WaitingFor">What is awaited.</param>
/// <param name="Since">Since when state and wait hold.</param>
/// <param name="NextTimer">The next timer.</param>
/// <param name="LastError">The last error.</param>
/// <param name="Transitions">The last transitions, oldest first.</param>
public sealed record PodJournal(
    string State, string Reason, string WaitingFor, DateTimeOffset Since, ExplainedTimer? NextTimer, string LastError,
    IReadOnlyList<JournalEntry> Transitions)
{
    /// <summary>Transitions kept.</summary>
    public const int Capacity = 20;

    /// <summary>The journal of a pod that was just met.</summary>
    public static PodJournal Begin(DateTimeOffset now) => new("New", "", "", now, null, "", []);

    /// <summary>
    /// Writes down the present account. A change of state or of what is awaited is a transition and restarts
    /// <see cref="Since"/>; a timer or an error alone is not.
    /// </summary>
    public PodJournal Write(PodAccount account, DateTimeOffset now)
    {
        var error = account.Error ?? LastError;
        if (account.State == State && account.WaitingFor == WaitingFor && account.Reason == Reason)
        {
            return account.NextTimer == NextTimer && error == LastError ? this : this with { NextTimer = account.NextTimer, LastError = error };
        }

        var detail = account.WaitingFor.Length > 0 ? account.WaitingFor : account.Reason;
        var entry = new JournalEntry(now, account.State, detail);
        IReadOnlyList<JournalEntry> transitions = Transitions.Count < Capacity ? [.. Transitions, entry] : [.. Transitions.Skip(1), entry];
        return new PodJournal(account.State, account.Reason, account.WaitingFor, now, account.NextTimer, error, transitions);
    }
}
