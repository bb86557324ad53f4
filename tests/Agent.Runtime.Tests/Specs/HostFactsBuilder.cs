using Agent.Runtime.Specs;

namespace Agent.Runtime.Tests.Specs;

/// <summary>Hosts to build specs for.</summary>
internal static class HostFactsBuilder
{
    private const string Passwd = "root:x:0:0:root:/root:/bin/sh\nalice:x:1000:1001::/home/alice:/bin/sh\nbroken\n";
    private const string Group = "root:x:0:\nalice:x:1001:\nwheel:x:10:alice,bob\nvideo:x:44:alice\n";

    public static HostFacts Root { get; } = Make(0, CapabilityMask.All);

    public static HostFacts User { get; } = Make(1000, 0) with { Gid = 1001, Groups = [1001, 44] };

    private static HostFacts Make(uint uid, ulong capabilities) => new()
    {
        Uid = uid,
        Gid = uid,
        Groups = [],
        Capabilities = capabilities,
        Environment = new Dictionary<string, string> { ["PATH"] = "/usr/bin" },
        HostName = "host",
        AgentCommand = ["/bin/agent"],
        Users = new UserDatabase(Passwd, Group),
    };
}
