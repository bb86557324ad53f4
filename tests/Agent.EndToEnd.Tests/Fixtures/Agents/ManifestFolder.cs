namespace Agent.EndToEnd.Tests.Fixtures.Agents;

/// <summary>The folder of static pod manifests. Files appear and change in one step, as an operator's tools do it.</summary>
internal sealed class ManifestFolder
{
    private readonly string _staging;

    /// <param name="path">The folder; a second one beside it, on the same file system, is where files are prepared.</param>
    public ManifestFolder(string path)
    {
        Path = Directory.CreateDirectory(path).FullName;
        _staging = Directory.CreateDirectory(path + ".staging").FullName;
    }

    public string Path { get; }

    /// <summary>Adds or replaces the manifest NAME.yaml.</summary>
    public void Write(string name, string manifest) => WriteAll(new Dictionary<string, string> { [name] = manifest });

    /// <summary>Adds or replaces manifests: prepares all, then moves one after the other, so that they appear nearly at once.</summary>
    public void WriteAll(IReadOnlyDictionary<string, string> manifests)
    {
        foreach (var (name, manifest) in manifests)
        {
            File.WriteAllText(FileOf(_staging, name), manifest);
        }

        foreach (var name in manifests.Keys)
        {
            File.Move(FileOf(_staging, name), FileOf(Path, name), overwrite: true);
        }
    }

    /// <summary>Writes the file in place, in two pieces: what an editor without a temporary file does.</summary>
    public void WriteInPlace(string name, string manifest)
    {
        using var file = new StreamWriter(FileOf(Path, name));
        file.Write(manifest[..(manifest.Length / 2)]);
        file.Flush();
        file.Write(manifest[(manifest.Length / 2)..]);
    }

    public void Delete(string name) => File.Delete(FileOf(Path, name));

    public void Clear()
    {
        foreach (var file in Directory.GetFiles(Path))
        {
            File.Delete(file);
        }
    }

    private static string FileOf(string folder, string name) => System.IO.Path.Combine(folder, name + ".yaml");
}
