using Agent.Kubernetes.Images;

namespace Agent.Simulation.Runtime;

/// <summary>Where a simulated runtime pulls from. An image that nobody has put there runs until it is stopped.</summary>
public sealed class SimulatedRegistry
{
    private readonly SortedDictionary<string, RegistryImage> _images = new(StringComparer.Ordinal);

    /// <summary>An image by its name; without tag and digest its tag is latest.</summary>
    public RegistryImage this[string name]
    {
        get => _images.GetValueOrDefault(Normalize(name)) ?? new RegistryImage();
        set => _images[Normalize(name)] = value;
    }

    internal static string Normalize(string name) =>
        ImageReference.TryParse(name, out var reference) && reference is { Tag: null, Digest: null } ? $"{name}:{ImageReference.DefaultTag}" : name;
}
