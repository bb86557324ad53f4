namespace Agent.Node.Pods;

/// <summary>A configuration that was built, or why it could not be.</summary>
/// <param name="Config">The configuration; null on error.</param>
/// <param name="Error">The error; empty otherwise.</param>
internal sealed record Built<T>(T? Config, string Error) where T : class
{
    public static Built<T> Ok(T config) => new(config, "");

    public static Built<T> Failed(string error) => new(null, error);
}
