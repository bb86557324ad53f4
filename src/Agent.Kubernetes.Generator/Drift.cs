namespace Agent.Kubernetes.Generator;

/// <summary>The committed files against the generated ones.</summary>
internal static class Drift
{
    /// <summary>One line for each file that is missing, differs, or should not be there.</summary>
    public static IReadOnlyList<string> Find(string folder, IReadOnlyList<GeneratedFile> files)
    {
        var drift = new List<string>();
        foreach (var file in files)
        {
            var path = Path.Combine(folder, file.Path);
            if (!File.Exists(path))
            {
                drift.Add($"{file.Path}: missing");
            }
            else if (File.ReadAllText(path) != file.Text)
            {
                drift.Add($"{file.Path}: differs from what the generator writes");
            }
        }

        drift.AddRange(Superfluous(folder, files).Select(path => $"{path}: not written by the generator"));
        return drift;
    }

    /// <summary>Writes the files and removes the generated ones that are no longer wanted.</summary>
    public static void Write(string folder, IReadOnlyList<GeneratedFile> files)
    {
        foreach (var file in files)
        {
            var path = Path.Combine(folder, file.Path);
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            File.WriteAllText(path, file.Text);
        }

        foreach (var path in Superfluous(folder, files))
        {
            File.Delete(Path.Combine(folder, path));
        }
    }

    private static List<string> Superfluous(string folder, IReadOnlyList<GeneratedFile> files)
    {
        var wanted = files.Select(f => f.Path).ToHashSet(StringComparer.Ordinal);
        return
        [
            .. ModelGenerator.Folders
                .Select(f => Path.Combine(folder, f))
                .Where(Directory.Exists)
                .SelectMany(f => Directory.EnumerateFiles(f, "*", SearchOption.AllDirectories))
                .Select(f => Path.GetRelativePath(folder, f).Replace('\\', '/'))
                .Where(f => !wanted.Contains(f))
                .Order(StringComparer.Ordinal),
        ];
    }
}
