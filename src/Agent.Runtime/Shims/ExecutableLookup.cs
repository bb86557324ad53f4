using System.Text;
using Agent.Runtime.Native;

namespace Agent.Runtime.Shims;

/// <summary>Finds the program to run; the messages are those users know from containers.</summary>
internal static class ExecutableLookup
{
    private const int Execute = 1;

    /// <summary>
    /// The path of a program: the name itself if it has a slash, else the first match in the PATH of the environment given.
    /// </summary>
    /// <exception cref="InvalidOperationException">There is none, or it may not be executed.</exception>
    public static string Find(string name, IReadOnlyList<byte[]> environment)
    {
        if (name.Contains('/', StringComparison.Ordinal))
        {
            return CheckPath(name);
        }

        foreach (var directory in PathOf(environment).Split(':'))
        {
            var candidate = Path.Join(directory.Length == 0 ? "." : directory, name);
            if (name.Length > 0
                && FileFacts.OfPath(candidate, followLinks: true) is { IsDirectory: false }
                && Libc.AccessRaw(candidate, Execute) == 0)
            {
                return candidate;
            }
        }

        throw new InvalidOperationException($"exec: \"{name}\": executable file not found in $PATH");
    }

    private static string CheckPath(string path)
    {
        if (FileFacts.OfPath(path, followLinks: true) is not { } facts)
        {
            throw new InvalidOperationException($"exec: \"{path}\": stat {path}: {NativeException.Describe(Libc.LastError)}");
        }

        if (facts.IsDirectory)
        {
            throw new InvalidOperationException($"exec: \"{path}\": is a directory");
        }

        return Libc.AccessRaw(path, Execute) == 0
            ? path
            : throw new InvalidOperationException($"exec: \"{path}\": {NativeException.Describe(Libc.LastError)}");
    }

    private static string PathOf(IReadOnlyList<byte[]> environment)
    {
        var prefix = "PATH="u8;
        for (var n = environment.Count - 1; n >= 0; n--)
        {
            if (environment[n].AsSpan().StartsWith(prefix))
            {
                return Encoding.UTF8.GetString(environment[n].AsSpan(prefix.Length));
            }
        }

        return "";
    }
}
