namespace Agent.Display;

/// <summary>One line of the pod table.</summary>
/// <param name="Name">The pod, or a container of it.</param>
/// <param name="IsContainer">Whether it is a container, which stands below its pod.</param>
/// <param name="State">Its named state.</param>
/// <param name="Detail">What it waits for and what comes next; where it can be reached when there is nothing to wait for.</param>
/// <param name="Restarts">Restarts so far; empty for a pod.</param>
/// <param name="Age">For how long it has been what it is.</param>
/// <param name="Health">How it is doing.</param>
internal sealed record PodRow(
    string Name,
    bool IsContainer,
    string State,
    string Detail,
    string Restarts,
    string Age,
    RowHealth Health);
