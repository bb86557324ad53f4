using Agent.Node.Configuration;

namespace Agent.Settings;

/// <summary>Reads configuration files from disk.</summary>
internal static class ConfigurationFiles
{
    /// <summary>Largest file that is read, in bytes; a configuration has a few thousand.</summary>
    private const long MaxSize = 1 << 20;

    /// <summary>Reads one file.</summary>
    /// <param name="path">Absolute path.</param>
    /// <param name="problems">Receives why it cannot be read.</param>
    public static ConfigurationFile? Read(string path, ICollection<ConfigurationProblem> problems)
    {
        try
        {
            if (new FileInfo(path).Length > MaxSize)
            {
                problems.Add(ConfigurationProblem.Error(new(path), "", $"is larger than {MaxSize} bytes"));
                return null;
            }

            return new ConfigurationFile(path, File.ReadAllText(path));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            problems.Add(ConfigurationProblem.Error(new(path), "", $"cannot be read: {e.Message}"));
            return null;
        }
    }

    /// <summary>Reads the <c>*.conf</c> files below a directory, in lexical order of each directory's entries.</summary>
    /// <param name="directory">Absolute path.</param>
    /// <param name="problems">Receives what cannot be read.</param>
    public static IReadOnlyList<ConfigurationFile> ReadDirectory(string directory, ICollection<ConfigurationProblem> problems)
    {
        try
        {
            return [.. Walk(directory).Select(path => Read(path, problems)).OfType<ConfigurationFile>()];
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            problems.Add(ConfigurationProblem.Error(new(directory), "", $"cannot be read: {e.Message}"));
            return [];
        }
    }

    /// <summary>Links to directories are not followed, so that a loop of links cannot keep the agent from starting.</summary>
    private static IEnumerable<string> Walk(string directory)
    {
        foreach (var entry in new DirectoryInfo(directory).GetFileSystemInfos().OrderBy(entry => entry.Name, StringComparer.Ordinal))
        {
            if (entry is DirectoryInfo)
            {
                if (entry.LinkTarget is null)
                {
                    foreach (var path in Walk(entry.FullName))
                    {
                        yield return path;
                    }
                }
            }
            else if (entry.Extension == ".conf")
            {
                yield return entry.FullName;
            }
        }
    }
}
