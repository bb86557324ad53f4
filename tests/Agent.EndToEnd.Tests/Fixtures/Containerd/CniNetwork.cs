using System.Text.Json.Nodes;
using Agent.EndToEnd.Tests.Fixtures.Processes;

namespace Agent.EndToEnd.Tests.Fixtures.Containerd;

/// <summary>
/// A pod network of its own per fixture: a bridge on one /24 of 10.88.0.0/16, with host ports. Which one is settled by a lock
/// that the kernel gives back when the test run ends.
/// </summary>
internal sealed class CniNetwork : IAsyncDisposable
{
    private const string Results = "/var/lib/cni/results";

    private readonly FileStream _lease;

    private CniNetwork(int number, FileStream lease) => (Number, _lease) = (number, lease);

    /// <summary>1 to 255: the third byte of the addresses.</summary>
    public int Number { get; }

    public string Name => $"agent-lab-{Number}";

    public string Bridge => $"aglab{Number}";

    /// <summary>The address of the host on the bridge.</summary>
    public string Gateway => $"10.88.{Number}.1";

    /// <summary>Takes a free network and writes its configuration.</summary>
    /// <exception cref="InvalidOperationException">All 255 are taken.</exception>
    public static async Task<CniNetwork> CreateAsync(LabDirectory lab)
    {
        for (var number = 1; number <= 255; number++)
        {
            if (TryLease(number) is { } lease)
            {
                var network = new CniNetwork(number, lease);
                await File.WriteAllTextAsync(lab.Network, network.Number.ToString(System.Globalization.CultureInfo.InvariantCulture));
                await RemoveAsync(number);
                await File.WriteAllTextAsync(
                    Path.Combine(lab.Directories("net.d"), "10-lab.conflist"), network.Configuration(lab.Combine("ipam")).ToJsonString());
                return network;
            }
        }

        throw new InvalidOperationException("All 255 lab networks are in use");
    }

    /// <summary>Removes the bridge, the rules for host ports of a network, where there are any.</summary>
    public static async Task RemoveAsync(int number)
    {
        var name = $"agent-lab-{number}";
        await Command.TryRunAsync("ip", "link", "delete", $"aglab{number}");
        var (_, rules, _) = await Command.TryRunAsync("iptables", "-w", "-t", "nat", "-S");
        foreach (var rule in rules.Split('\n').Where(r => r.StartsWith("-A ", StringComparison.Ordinal)
            && r.Contains($"name: \\\"{name}\\\"", StringComparison.Ordinal)))
        {
            // The plugin's rules name the network in a comment and jump to a chain per pod. "iptables -S" quotes for a shell.
            await Command.RunAsync("/bin/sh", "-c", "iptables -w -t nat -D" + rule[2..]);
            var chain = rule[(rule.LastIndexOf(' ') + 1)..];
            await Command.TryRunAsync("iptables", "-w", "-t", "nat", "-F", chain);
            await Command.TryRunAsync("iptables", "-w", "-t", "nat", "-X", chain);
        }
    }

    /// <summary>Deletes the results that CNI keeps, outside the fixture's directory, of pods that were not removed in order.</summary>
    public static void ForgetPods(IEnumerable<string> sandboxIds)
    {
        foreach (var file in sandboxIds.SelectMany(id => Directory.Exists(Results) ? Directory.GetFiles(Results, $"*-{id}-*") : []))
        {
            File.Delete(file);
        }
    }

    public ValueTask DisposeAsync() => _lease.DisposeAsync();

    private static FileStream? TryLease(int number)
    {
        try
        {
            return new FileStream($"/tmp/agent-lab-network-{number}.lock", FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
        }
        catch (IOException)
        {
            return null;
        }
    }

    private JsonObject Configuration(string addresses) => new()
    {
        ["cniVersion"] = "0.4.0",
        ["name"] = Name,
        ["plugins"] = new JsonArray(
            new JsonObject
            {
                ["type"] = "bridge",
                ["bridge"] = Bridge,
                ["isGateway"] = true,
                ["hairpinMode"] = true,
                ["ipam"] = new JsonObject
                {
                    ["type"] = "host-local",
                    ["dataDir"] = addresses,
                    ["ranges"] = new JsonArray(new JsonArray(new JsonObject { ["subnet"] = $"10.88.{Number}.0/24" })),
                    ["routes"] = new JsonArray(new JsonObject { ["dst"] = "0.0.0.0/0" }),
                },
            },
            new JsonObject
            {
                ["type"] = "portmap",
                ["capabilities"] = new JsonObject { ["portMappings"] = true },
            }),
    };
}
