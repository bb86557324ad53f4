namespace Agent.Hosting;

/// <summary>Where this program is, to start it once more as something else.</summary>
internal static class AgentPath
{
    /// <summary>The running program; under a test or <c>dotnet agent.dll</c>, the program beside the assembly.</summary>
    public static string Find()
    {
        var beside = Path.Combine(AppContext.BaseDirectory, "agent");
        return Path.GetFileName(Environment.ProcessPath) == "agent" || !File.Exists(beside)
            ? Environment.ProcessPath ?? beside
            : beside;
    }
}
