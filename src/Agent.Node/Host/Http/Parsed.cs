namespace Agent.Node.Host.Http;

/// <summary>Something read from a spec, or why that cannot be.</summary>
/// <param name="Value">The thing; its default when <paramref name="Error"/> is not empty.</param>
/// <param name="Error">Why there is none; empty: there is.</param>
internal readonly record struct Parsed<T>(T? Value, string Error)
{
    public static Parsed<T> Ok(T value) => new(value, "");

    public static Parsed<T> Failed(string error) => new(default, error);
}
