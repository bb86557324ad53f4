using Agent.Node.Explain;
using Agent.Node.Runtime;

namespace Agent.Server.Local;

/// <summary>What a running agent says of itself and its pods.</summary>
/// <param name="NodeName">The node's name.</param>
/// <param name="Node">The node's own state.</param>
/// <param name="Runtime">The container runtime's health.</param>
/// <param name="Pods">The pods, by namespace and name.</param>
public sealed record NodeReport(
    string NodeName,
    NodeExplanation Node,
    RuntimeHealth Runtime,
    IReadOnlyList<PodExplanation> Pods)
{
    /// <summary>What the board shows now.</summary>
    public static NodeReport Of(string nodeName, ExplainBoard board) => new(nodeName, board.Node, board.Runtime, board.Pods);
}
