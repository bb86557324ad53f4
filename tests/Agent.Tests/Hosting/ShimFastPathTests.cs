using System.Diagnostics;
using System.Text;
using System.Text.RegularExpressions;

namespace Agent.Tests.Hosting;

public sealed partial class ShimFastPathTests : IDisposable
{
    private readonly TemporaryDirectory _directory = new();

    [Fact]
    public async Task Shim_Started_LoadsNeitherCommandLineNorHosting()
    {
        var loaded = await LoadedAssembliesAsync("shim");

        Assert.Contains("Agent.Runtime.dll", loaded);
        Assert.DoesNotContain(loaded, name => Costly().IsMatch(name));
    }

    [Fact]
    public async Task Version_Started_LoadsTheCommandLine() =>
        Assert.Contains("System.CommandLine.dll", await LoadedAssembliesAsync("version"));

    public void Dispose() => _directory.Dispose();

    /// <summary>The runtime writes its loader's events to a file; assembly names stand there as UTF-16.</summary>
    private async Task<string[]> LoadedAssembliesAsync(string verb)
    {
        var trace = Path.Combine(_directory.Path, "loader.nettrace");
        var start = new ProcessStartInfo(AgentProcess.Program, [verb]) { RedirectStandardOutput = true, RedirectStandardError = true };
        start.Environment["DOTNET_EnableEventPipe"] = "1";
        start.Environment["DOTNET_EventPipeConfig"] = "Microsoft-Windows-DotNETRuntime:0x8:4";
        start.Environment["DOTNET_EventPipeOutputPath"] = trace;
        using var process = Process.Start(start)!;
        await Task.WhenAll(process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
        await process.WaitForExitAsync();
        var bytes = await File.ReadAllBytesAsync(trace);
        var text = Encoding.Unicode.GetString(bytes) + Encoding.Unicode.GetString(bytes, 1, bytes.Length - 1);
        return [.. AssemblyName().Matches(text).Select(match => match.Value).Distinct()];
    }

    [GeneratedRegex(@"[A-Za-z][A-Za-z.]*\.dll")]
    private static partial Regex AssemblyName();

    [GeneratedRegex("^(System.CommandLine|Microsoft|Serilog|Akka|Spectre|Yaml|OpenTelemetry|Google|Grpc)")]
    private static partial Regex Costly();
}
