using System.Reflection;
using Akka.Configuration;

namespace Agent.Hosting;

/// <summary>The settings of the actor system: those built in (config/agent.conf), and an operator's own over them.</summary>
internal static class ActorSystemConfig
{
    /// <summary>The settings built in.</summary>
    public static Config BuiltIn { get; } = ConfigurationFactory.ParseString(ReadBuiltIn());

    /// <summary>Reads an operator's file.</summary>
    /// <param name="path">The file; null for none.</param>
    /// <exception cref="FormatException">It cannot be read or is not HOCON; the message names the file and the reason.</exception>
    public static Config Read(string? path)
    {
        if (path is null)
        {
            return Config.Empty;
        }

        try
        {
            return ConfigurationFactory.ParseString(File.ReadAllText(path));
        }
        catch (Exception e) when (e is not OutOfMemoryException)
        {
            // Each version of the parser throws its own types.
            throw new FormatException($"{path}: {e.Message}", e);
        }
    }

    private static string ReadBuiltIn()
    {
        using var stream = Assembly.GetExecutingAssembly().GetManifestResourceStream("agent.conf")
            ?? throw new InvalidOperationException("the program was built without config/agent.conf");
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }
}
