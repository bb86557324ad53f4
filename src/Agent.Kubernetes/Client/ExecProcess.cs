using System.ComponentModel;
using System.Diagnostics;
using System.Globalization;
using System.Text;
using Agent.Kubernetes.Api;
using Agent.Kubernetes.Kubeconfig;

namespace Agent.Kubernetes.Client;

/// <summary>Runs a program that gives credentials.</summary>
internal static class ExecProcess
{
    private const int MaxOutput = 1 << 20;
    private const int MaxShown = 200;

    /// <summary>Runs it to its end.</summary>
    /// <param name="plugin">The program.</param>
    /// <param name="info">The value of KUBERNETES_EXEC_INFO.</param>
    /// <param name="deadline">Time after which it is killed.</param>
    /// <param name="time">The clock.</param>
    /// <returns>Its standard output.</returns>
    /// <exception cref="ApiConnectionException">It is not there, fails, or takes too long.</exception>
    public static async Task<ReadOnlyMemory<byte>> RunAsync(ExecPlugin plugin, string info, TimeSpan deadline, TimeProvider time)
    {
        if (Find(plugin.Command) is not { } path)
        {
            Count(1, "plugin_not_found_error");
            throw Failed(plugin, $"is not there{(plugin.InstallHint.Length == 0 ? "" : $". {plugin.InstallHint}")}");
        }

        using var process = new Process { StartInfo = StartInfo(plugin, path, info) };
        try
        {
            process.Start();
        }
        catch (Exception e) when (e is Win32Exception or IOException)
        {
            Count(1, "plugin_execution_error");
            throw Failed(plugin, $"cannot be started: {e.Message}");
        }

        using var late = new CancellationTokenSource(deadline, time);
        try
        {
            process.StandardInput.Close();
            var output = ReadAsync(process.StandardOutput.BaseStream, late.Token);
            var errors = ReadAsync(process.StandardError.BaseStream, late.Token);
            await Task.WhenAll(output, errors, process.WaitForExitAsync(late.Token));
            Count(process.ExitCode, process.ExitCode == 0 ? "no_error" : "plugin_execution_error");
            return process.ExitCode == 0
                ? await output
                : throw Failed(plugin, $"failed with exit code {process.ExitCode}: {LastLine(await errors)}");
        }
        catch (Exception e) when (e is OperationCanceledException or InvalidDataException)
        {
            Count(1, "plugin_execution_error");
            throw Failed(plugin, e is InvalidDataException ? e.Message : $"has not ended within {deadline.TotalSeconds} s");
        }
        finally
        {
            if (!process.HasExited)
            {
                process.Kill(entireProcessTree: true);
            }
        }
    }

    /// <summary>A name without a slash is looked for in PATH, and never in the folder that the agent happens to run in.</summary>
    private static string? Find(string command) => command.Contains('/', StringComparison.Ordinal)
        ? (File.Exists(command) ? command : null)
        : (Environment.GetEnvironmentVariable("PATH") ?? "").Split(':')
            .Where(Path.IsPathFullyQualified)
            .Select(folder => Path.Combine(folder, command))
            .FirstOrDefault(IsProgram);

    private static bool IsProgram(string path) => File.Exists(path)
        && (File.GetUnixFileMode(path) & (UnixFileMode.UserExecute | UnixFileMode.GroupExecute | UnixFileMode.OtherExecute)) != 0;

    private static ProcessStartInfo StartInfo(ExecPlugin plugin, string path, string info)
    {
        var start = new ProcessStartInfo(path, plugin.Arguments)
        {
            UseShellExecute = false,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach (var (name, value) in plugin.Environment)
        {
            start.Environment[name] = value;
        }

        start.Environment["KUBERNETES_EXEC_INFO"] = info;
        return start;
    }

    private static async Task<ReadOnlyMemory<byte>> ReadAsync(Stream stream, CancellationToken cancellation)
    {
        using var all = new MemoryStream();
        var buffer = new byte[4096];
        while (await stream.ReadAsync(buffer, cancellation) is > 0 and var count)
        {
            all.Write(buffer, 0, count);
            if (all.Length > MaxOutput)
            {
                throw new InvalidDataException($"writes more than {MaxOutput} bytes");
            }
        }

        return all.ToArray();
    }

    private static string LastLine(ReadOnlyMemory<byte> errors)
    {
        var line = Encoding.UTF8.GetString(errors.Span).Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries).LastOrDefault() ?? "";
        line = string.Concat(line.Where(c => !char.IsControl(c)));
        return line.Length == 0 ? "it says nothing" : line.Length <= MaxShown ? line : line[..MaxShown] + "…";
    }

    private static void Count(int code, string status) => ClientInstruments.ExecCalls.Add(
        1,
        new KeyValuePair<string, object?>("code", code.ToString(CultureInfo.InvariantCulture)),
        new KeyValuePair<string, object?>("call_status", status));

    private static ApiConnectionException Failed(ExecPlugin plugin, string what) =>
        new($"{plugin.Field}: {plugin.Command} {what}", requestSent: false);
}
