namespace Agent.Simulation.Scenarios;

/// <summary>A pod that a scenario has put on a node.</summary>
/// <param name="File">Its manifest's file.</param>
/// <param name="Uid">Its UID, given in the manifest.</param>
/// <param name="Name">Its name on the node.</param>
/// <param name="Kind">What it does.</param>
/// <param name="Manifest">Its manifest.</param>
public sealed record ScenarioPod(string File, string Uid, string Name, ScenarioPodKind Kind, string Manifest);
