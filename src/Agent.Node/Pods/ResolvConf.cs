namespace Agent.Node.Pods;

/// <summary>A resolver configuration file, resolv.conf(5).</summary>
/// <param name="Servers">Name servers in order.</param>
/// <param name="Searches">Search list; the last search line wins.</param>
/// <param name="Options">Options in order.</param>
internal sealed record ResolvConf(IReadOnlyList<string> Servers, IReadOnlyList<string> Searches, IReadOnlyList<string> Options)
{
    /// <summary>Reads the text; unknown lines are passed over as the resolver does.</summary>
    public static ResolvConf Parse(string? text)
    {
        var servers = new List<string>();
        IReadOnlyList<string> searches = [];
        var options = new List<string>();
        foreach (var raw in (text ?? "").Split('\n'))
        {
            var line = raw.Split('#', ';')[0];
            var words = line.Split((char[])[' ', '\t', '\r'], StringSplitOptions.RemoveEmptyEntries);
            if (words.Length < 2)
            {
                continue;
            }

            switch (words[0])
            {
                case "nameserver":
                    servers.Add(words[1]);
                    break;
                case "search":
                    searches = [.. words[1..].Select(w => w.TrimEnd('.')).Where(w => w.Length > 0)];
                    break;
                case "options":
                    options.AddRange(words[1..]);
                    break;
            }
        }

        return new ResolvConf(servers, searches, options);
    }
}
