namespace Agent.Kubernetes.Manifests;

/// <summary>What is wrong, or merely odd, in a manifest.</summary>
/// <param name="File">The file or URL.</param>
/// <param name="Line">The line, from 1; 0 when it is not known.</param>
/// <param name="Field">The field, as in <c>spec.containers[0].name</c>; empty for the whole document.</param>
/// <param name="Message">What was found and what is allowed.</param>
public sealed record ManifestError(string File, int Line, string Field, string Message)
{
    /// <summary><c>file:line: field: message</c>, without the parts that are not known.</summary>
    public override string ToString() =>
        string.Concat(File, Line > 0 ? $":{Line}" : "", ": ", Field.Length > 0 ? Field + ": " : "", Message);
}
