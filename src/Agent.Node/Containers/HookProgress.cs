namespace Agent.Node.Containers;

/// <summary>A lifecycle hook that runs.</summary>
/// <param name="Name">postStart or preStop.</param>
/// <param name="Handler">exec, httpGet or sleep.</param>
internal sealed record HookProgress(string Name, string Handler)
{
    /// <inheritdoc/>
    public override string ToString() => $"{Name} hook ({Handler})";
}
