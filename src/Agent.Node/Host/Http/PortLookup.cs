using System.Globalization;
using Agent.Kubernetes;

namespace Agent.Node.Host.Http;

/// <summary>Finds the port that a probe or hook names.</summary>
internal static class PortLookup
{
    /// <summary>The port: a number, the name of one of the container's ports, or, as the last resort, a number written as text.</summary>
    public static Parsed<int> Find(IntOrString port, V1Container container)
    {
        if (port.StringValue is not { } name)
        {
            return Check(port.IntValue ?? 0, port);
        }

        return (container.Ports ?? []).FirstOrDefault(p => p.Name == name) is { } declared ? Check(declared.ContainerPort, port)
            : int.TryParse(name, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number) ? Check(number, port)
            : Parsed<int>.Failed($"container {container.Name} has no port named \"{name}\"");
    }

    private static Parsed<int> Check(int number, IntOrString port) => number is > 0 and < 65536
        ? Parsed<int>.Ok(number)
        : Parsed<int>.Failed($"port \"{port}\" is none: 1 to 65535 are allowed");
}
