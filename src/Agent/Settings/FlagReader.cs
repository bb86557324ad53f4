using Agent.CommandLine;
using Agent.Node.Configuration;
using Agent.Node.Configuration.Flags;

namespace Agent.Settings;

/// <summary>Reads the values of flags that are no configuration fields.</summary>
internal sealed class FlagReader(IReadOnlyList<FlagValues> flags, string workingDirectory, ICollection<ConfigurationProblem> problems)
{
    /// <summary>Says of each flag that does nothing that it does nothing.</summary>
    public void NoteUnsupported()
    {
        foreach (var flag in flags.Select(values => ProcessFlags.Find(values.Name)).OfType<ProcessFlag>())
        {
            var text = flag.Support switch
            {
                FlagSupport.NotYet => "is a flag of the kubelet that this version does not act on yet",
                FlagSupport.Obsolete => $"has no effect any more. {flag.Description}",
                _ => null,
            };
            if (text is not null)
            {
                problems.Add(ConfigurationProblem.Warning(ConfigurationOrigin.Flag(flag.Name), "", text));
            }
        }
    }

    /// <summary>The flag's last value; null when it was not given.</summary>
    public string? Text(string name) => flags.FirstOrDefault(flag => flag.Name == name)?.Values[^1];

    /// <summary>All values of a flag that may be given more than once, with commas between; empty when it was not given.</summary>
    public string AllText(string name) => string.Join(',', flags.FirstOrDefault(flag => flag.Name == name)?.Values ?? []);

    /// <summary>The flag's value as an absolute path; null when it was not given or is empty.</summary>
    public string? Path(string name) => Text(name) is { Length: > 0 } path
        ? System.IO.Path.TrimEndingDirectorySeparator(System.IO.Path.GetFullPath(path, workingDirectory))
        : null;

    /// <summary>The flag's value as a switch; null when it was not given.</summary>
    public bool? Switch(string name)
    {
        if (Text(name) is not { } text)
        {
            return null;
        }

        if (text is "true" or "1" or "false" or "0")
        {
            return text is "true" or "1";
        }

        problems.Add(ConfigurationProblem.NotAllowed(ConfigurationOrigin.Flag(name), "", text, "true or false"));
        return null;
    }

    /// <summary>The flag's value as one of some words; null when it was not given.</summary>
    public string? OneOf(string name, params string[] words)
    {
        var text = Text(name);
        if (text is null || words.Contains(text))
        {
            return text;
        }

        problems.Add(ConfigurationProblem.NotAllowed(ConfigurationOrigin.Flag(name), "", text, $"{string.Join(", ", words[..^1])} or {words[^1]}"));
        return null;
    }
}
