using System.Diagnostics;

namespace Agent.ApiServer.Tests.Kubectl;

/// <summary>Runs the real kubectl against a server.</summary>
internal sealed class Kubectl(string kubeconfig, string home)
{
    private static readonly TimeSpan Deadline = TimeSpan.FromMinutes(2);

    public static string? Path { get; } = (Environment.GetEnvironmentVariable("PATH") ?? "").Split(':')
        .Select(folder => System.IO.Path.Combine(folder, "kubectl"))
        .FirstOrDefault(File.Exists);

    /// <summary>Runs it and answers its output; it must succeed.</summary>
    public async Task<string> Run(string arguments, string? input = null)
    {
        var (code, output, error) = await Try(arguments, input);
        Assert.True(code == 0, $"kubectl {arguments}\nexit {code}\n{output}\n{error}");
        return output;
    }

    public async Task<(int Code, string Output, string Error)> Try(string arguments, string? input = null)
    {
        var start = new ProcessStartInfo(Path!)
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach (var argument in Split(arguments))
        {
            start.ArgumentList.Add(argument);
        }

        start.Environment["KUBECONFIG"] = kubeconfig;
        start.Environment["HOME"] = home;
        using var process = Process.Start(start)!;
        using var deadline = new CancellationTokenSource(Deadline);
        await process.StandardInput.WriteAsync(input);
        process.StandardInput.Close();
        var output = process.StandardOutput.ReadToEndAsync(deadline.Token);
        var error = process.StandardError.ReadToEndAsync(deadline.Token);
        try
        {
            await process.WaitForExitAsync(deadline.Token);
        }
        catch (OperationCanceledException)
        {
            process.Kill();
            Assert.Fail($"kubectl {arguments}: no end after {Deadline}");
        }

        return (process.ExitCode, await output, await error);
    }

    /// <summary>Words, of which those in single quotes may hold spaces.</summary>
    private static IEnumerable<string> Split(string arguments) => arguments.Split('\'')
        .SelectMany((part, i) => i % 2 == 1 ? [part] : part.Split(' ', StringSplitOptions.RemoveEmptyEntries));
}
