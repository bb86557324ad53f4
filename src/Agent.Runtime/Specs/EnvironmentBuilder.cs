using System.Text;
using Agent.Cri.Protocol;
using Agent.Runtime.Images;
using Agent.Runtime.Processes;

namespace Agent.Runtime.Specs;

/// <summary>The environment of a container's processes.</summary>
internal static class EnvironmentBuilder
{
    /// <summary>Names the folder with links to the volumes of a container that could not mount them.</summary>
    public const string MountsVariable = "AGENT_MOUNTS";

    /// <summary>The container's volumes, separated by colons: what the test server may serve.</summary>
    public const string VolumesVariable = "AGENT_VOLUMES";

    /// <summary>
    /// What the image gives (the host's PATH, and what .NET needs), HOME and HOSTNAME, then the container's own variables,
    /// which win, then the marks of this runtime, which cannot be changed.
    /// </summary>
    /// <exception cref="SpecException">A name is empty or holds '=' or a zero byte.</exception>
    public static IReadOnlyList<byte[]> Build(
        ContainerConfig config, string containerId, string hostName, BuiltInImage image, uint uid, string? mounts, HostFacts host)
    {
        var variables = new Dictionary<string, byte[]>();
        foreach (var (name, value) in host.Environment)
        {
            variables[name] = Encoding.UTF8.GetBytes(value);
        }

        variables["HOME"] = Encoding.UTF8.GetBytes(host.Users.HomeOf(uid));
        variables["HOSTNAME"] = Encoding.UTF8.GetBytes(hostName.Length > 0 ? hostName : host.HostName);
        if (image == BuiltInImage.TestServer)
        {
            // Without it every process leaves a socket in /tmp when it is killed.
            variables["DOTNET_EnableDiagnostics"] = "0"u8.ToArray();
            variables[VolumesVariable] = Encoding.UTF8.GetBytes(string.Join(':', config.Mounts.Select(mount => mount.ContainerPath)));
        }

        foreach (var variable in config.Envs)
        {
            if (variable.Key.Length == 0 || variable.Key.AsSpan().ContainsAny('=', '\0'))
            {
                throw new SpecException($"envs: \"{variable.Key}\" is not a name of a variable (it must not be empty or hold \"=\")");
            }

            if (variable.Value.Span.Contains((byte)0))
            {
                throw new SpecException($"envs: the value of {variable.Key} holds a zero byte, which no environment can");
            }

            variables[variable.Key] = variable.Value.ToByteArray();
        }

        variables[ContainerMembers.Marker] = Encoding.UTF8.GetBytes(containerId);
        if (mounts is not null)
        {
            variables[MountsVariable] = Encoding.UTF8.GetBytes(mounts);
        }

        return [.. variables.Select(pair => (byte[])[.. Encoding.UTF8.GetBytes(pair.Key), (byte)'=', .. pair.Value])];
    }
}
