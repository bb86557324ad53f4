using Agent.ApiServer.Store;

namespace Agent.ApiServer.Requests;

/// <summary>Part of a list.</summary>
/// <param name="Objects">The objects.</param>
/// <param name="Version">The version the list is at.</param>
/// <param name="Continue">The token for the next page; null: this is the last.</param>
/// <param name="Remaining">How many come after.</param>
internal sealed record ListPage(IReadOnlyList<StoredObject> Objects, long Version, string? Continue, int Remaining);
