namespace Agent.ApiServer.Controllers;

/// <summary>What a rollout needs to know of a replica set.</summary>
/// <param name="Size">How many pods it is to have.</param>
/// <param name="Available">How many of them are available.</param>
internal sealed record RolloutSet(long Size, long Available);
