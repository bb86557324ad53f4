using System.Globalization;
using System.Text;

namespace Agent.Runtime.TestServers;

/// <summary>The flags of the test server: one table for parsing and help.</summary>
internal static class Flags
{
    private static readonly Flag[] All =
    [
        new("Network", "--port", "N", "listen on this port; 0 takes a free one, none serves nothing (default 8080)",
            (options, value) => options with { Port = value == "none" ? null : Number(value, 0, 65535) }),
        new("Network", "--address", "IP", "listen on this address (default 127.0.0.1: it answers anyone who can reach it)",
            (options, value) => options with { Address = value }),
        new("Life", "--exit-after", "TIME", "end by itself after this time",
            (options, value) => options with { ExitAfter = Quantities.Duration(value) }),
        new("Life", "--exit-code", "N", "with this code, 0 to 255 (default 0)",
            (options, value) => options with { ExitCode = Number(value, 0, 255) }),
        new("Life", "--ignore-sigterm", "", "do not end on SIGTERM",
            (options, _) => options with { IgnoreSigterm = true }),
        new("Life", "--stop-delay", "TIME", "take this long to end after SIGTERM",
            (options, value) => options with { StopDelay = Quantities.Duration(value) }),
        new("Life", "--termination-message", "TEXT", "write this to the termination log at the end",
            (options, value) => options with { TerminationMessage = value }),
        new("Life", "--termination-log", "PATH", "where that is (default /dev/termination-log)",
            (options, value) => options with { TerminationLog = value }),
        new("Health", "--ready-after", "TIME", "/ready answers 503 until then",
            (options, value) => options with { ReadyAfter = Quantities.Duration(value) }),
        new("Health", "--unhealthy-after", "TIME", "/healthz answers 500 from then on",
            (options, value) => options with { UnhealthyAfter = Quantities.Duration(value) }),
        new("Log", "--log-every", "TIME", "log a numbered line this often",
            (options, value) => options with { LogEvery = Quantities.Duration(value) }),
        new("Log", "--log-text", "TEXT", "with this text (default tick)",
            (options, value) => options with { LogText = value }),
        new("Log", "--log-stderr", "", "to stderr instead of stdout",
            (options, _) => options with { LogToStderr = true }),
        new("Log", "--log-requests", "", "log each request",
            (options, _) => options with { LogRequests = true }),
        new("Load", "--memory", "SIZE", "hold this much memory, for example 64Mi",
            (options, value) => options with { Memory = Quantities.Bytes(value) }),
        new("Load", "--cpu", "N", "keep N CPUs busy",
            (options, value) => options with { Cpu = Number(value, 0, 1024) }),
        new("Files", "--files", "DIR", "serve this directory below /files, besides the container's volumes; may be repeated",
            (options, value) => options with { Files = [.. options.Files, value] }),
        new("Help", "--help", "", "print this",
            (options, _) => options with { Help = true }),
    ];

    private static readonly (string Path, string Help)[] Paths =
    [
        ("/", "name, process, uptime, as JSON"),
        ("/healthz, /ready", "200, or what a flag or /set says"),
        ("/set?healthz=500&ready=503&for=10s", "make them fail, for a time or for good; 200 mends them"),
        ("/env, /env/NAME", "the environment, one variable"),
        ("/files/PATH", "a file or directory of a volume; PUT writes a file"),
        ("/headers, /hostname", "the request's headers, the host's name"),
        ("/status/CODE", "answer with this code"),
        ("/log?text=T&count=N&stream=stderr", "log lines"),
        ("/memory?size=64Mi&for=10s", "hold memory for a time"),
        ("/cpu?cores=1&for=10s", "keep CPUs busy for a time"),
        ("/exit?code=3&after=1s", "end"),
        ("?delay=2s", "on any of them: answer that much later"),
    ];

    /// <summary>Reads the flags.</summary>
    /// <exception cref="FormatException">A flag is unknown or its value is not one; the message names both and what is allowed.</exception>
    public static TestServerOptions Parse(IReadOnlyList<string> arguments)
    {
        var options = new TestServerOptions();
        for (var n = 0; n < arguments.Count; n++)
        {
            var equals = arguments[n].IndexOf('=', StringComparison.Ordinal);
            var name = equals < 0 ? arguments[n] : arguments[n][..equals];
            var flag = Array.Find(All, flag => flag.Name == (name == "-h" ? "--help" : name))
                ?? throw new FormatException($"unknown flag {name}; see agent testserver --help");
            var value = "";
            if (flag.Value.Length > 0)
            {
                value = equals >= 0 ? arguments[n][(equals + 1)..]
                    : n + 1 < arguments.Count ? arguments[++n]
                    : throw new FormatException($"{name} needs a value: {name} {flag.Value}");
            }
            else if (equals >= 0)
            {
                throw new FormatException($"{name} takes no value");
            }

            try
            {
                options = flag.Apply(options, value);
            }
            catch (FormatException error)
            {
                throw new FormatException($"{name} {value}: {error.Message}");
            }
        }

        return options;
    }

    /// <summary>The help.</summary>
    public static string HelpText()
    {
        var text = new StringBuilder();
        text.AppendLine("An HTTP server for trying out pods: it can be slow, fail, log, use memory and CPU, and end, when told to.");
        text.AppendLine().AppendLine("Usage:").AppendLine("  agent testserver [flags]");
        foreach (var group in All.GroupBy(flag => flag.Group))
        {
            text.AppendLine().AppendLine(CultureInfo.InvariantCulture, $"{group.Key}:");
            foreach (var flag in group)
            {
                text.AppendLine(CultureInfo.InvariantCulture, $"  {flag.Name + " " + flag.Value,-28} {flag.Help}");
            }
        }

        text.AppendLine().AppendLine("Paths it serves:");
        foreach (var (path, help) in Paths)
        {
            text.AppendLine(CultureInfo.InvariantCulture, $"  {path,-36} {help}");
        }

        return text.AppendLine()
            .AppendLine("Examples:")
            .AppendLine("  agent testserver --port 9000 --ready-after 10s")
            .AppendLine("  agent testserver --port none --exit-after 5s --exit-code 3       # a container that crashes")
            .AppendLine("  agent testserver --ignore-sigterm --log-every 1s                 # one that has to be killed")
            .AppendLine("  curl 'localhost:8080/set?healthz=500&for=30s'                    # fail a liveness probe")
            .AppendLine()
            .AppendLine("TIME is 500ms, 5s, 1m30s, 2h; SIZE is a number of bytes or with Ki, Mi, Gi.")
            .ToString();
    }

    private static int Number(string text, int least, int most) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var value) && value >= least && value <= most
            ? value
            : throw new FormatException($"not a number from {least} to {most}");
}
