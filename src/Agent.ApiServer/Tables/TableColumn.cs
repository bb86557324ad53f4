using System.Text.Json.Nodes;

namespace Agent.ApiServer.Tables;

/// <summary>A column of a table as kubectl shows it.</summary>
/// <param name="Name">Heading.</param>
/// <param name="Type">string, integer or boolean.</param>
/// <param name="Cell">The value for an object at a time.</param>
/// <param name="IsWide">Shown with <c>-o wide</c> only.</param>
internal sealed record TableColumn(string Name, string Type, Func<JsonObject, DateTimeOffset, JsonNode?> Cell, bool IsWide = false);
