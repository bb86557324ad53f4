using System.Diagnostics;

namespace Agent.EndToEnd.Tests.Fixtures.Processes;

/// <summary>Runs a short command to its end.</summary>
internal static class Command
{
    /// <summary>Runs the command and returns what it wrote to its standard output.</summary>
    /// <exception cref="InvalidOperationException">It ended with an exit code other than 0; the message holds its output.</exception>
    public static async Task<string> RunAsync(string file, params IReadOnlyList<string> arguments)
    {
        var (exitCode, output, error) = await TryRunAsync(file, arguments);
        return exitCode == 0
            ? output
            : throw new InvalidOperationException($"{file} {string.Join(' ', arguments)}: exit code {exitCode}\n{output}{error}");
    }

    /// <summary>Runs the command and returns its exit code and output, whatever they are.</summary>
    public static async Task<(int ExitCode, string Output, string Error)> TryRunAsync(string file, params IReadOnlyList<string> arguments)
    {
        var start = new ProcessStartInfo(file, arguments) { RedirectStandardOutput = true, RedirectStandardError = true };
        using var process = Process.Start(start) ?? throw new InvalidOperationException($"{file} did not start");
        var output = process.StandardOutput.ReadToEndAsync();
        var error = process.StandardError.ReadToEndAsync();
        await process.WaitForExitAsync();
        return (process.ExitCode, await output, await error);
    }

    /// <summary>The command's full path by the PATH variable and the system's directories, or null.</summary>
    public static string? Find(string name) =>
        (Environment.GetEnvironmentVariable("PATH") ?? "").Split(':', StringSplitOptions.RemoveEmptyEntries)
            .Concat(["/usr/sbin", "/usr/bin", "/sbin", "/bin"])
            .Select(directory => Path.Combine(directory, name))
            .FirstOrDefault(File.Exists);
}
