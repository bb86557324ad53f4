using System.Diagnostics;
using Agent.Node.Host.Linux.Native;

namespace Agent.Node.Host.Linux.Volumes;

/// <summary>Mounts and unmounts.</summary>
internal static class Mounts
{
    public static bool IsMountPoint(string path) => FileStat.Known(path) is { IsMountRoot: true };

    /// <summary>Mounts a file system that lives in memory.</summary>
    public static void InMemory(string type, string directory, string options)
    {
        var flags = (nuint)(Libc.MsNoSuid | Libc.MsNoDev);

        // From Linux 6.4 on a tmpfs can be kept out of swap, which secrets should be.
        var attempts = type == "tmpfs" ? new[] { Join(options, "noswap"), options } : [options];
        for (var n = 0; ; n++)
        {
            if (Libc.Mount(type, directory, type, flags, attempts[n]) == 0)
            {
                return;
            }

            if (n == attempts.Length - 1)
            {
                throw Libc.Error($"mount {type} on {directory} ({options})");
            }
        }
    }

    /// <summary>Bind-mounts a directory.</summary>
    public static void Bind(string source, string directory, bool readOnly)
    {
        Libc.Check(Libc.Mount(source, directory, null, (nuint)Libc.MsBind, null), $"bind mount {source} on {directory}");
        if (readOnly && Libc.Mount(null, directory, null, (nuint)(Libc.MsBind | Libc.MsRemount | Libc.MsReadOnly), null) == -1)
        {
            var error = Libc.Error($"make {directory} read-only");
            _ = Libc.Unmount(directory, Libc.MntDetach | Libc.UmountNoFollow);
            throw error;
        }
    }

    /// <summary>Mounts by mount(8), which knows the helpers of network file systems. It is killed when the caller gives up.</summary>
    public static void ByProgram(string type, string source, string directory, IReadOnlyList<string> options, CancellationToken cancellation)
    {
        var start = new ProcessStartInfo("mount") { RedirectStandardError = true, RedirectStandardOutput = true };
        start.ArgumentList.Add("-t");
        start.ArgumentList.Add(type);
        if (options.Count > 0)
        {
            start.ArgumentList.Add("-o");
            start.ArgumentList.Add(string.Join(',', options));
        }

        start.ArgumentList.Add("--");
        start.ArgumentList.Add(source);
        start.ArgumentList.Add(directory);
        using var process = Process.Start(start) ?? throw new IOException("mount(8) could not be started");
        using var killed = cancellation.Register(() => process.Kill(entireProcessTree: true));
        process.OutputDataReceived += static (_, _) => { };
        process.BeginOutputReadLine();
        var complaint = process.StandardError.ReadToEnd();
        process.WaitForExit();
        if (process.ExitCode != 0)
        {
            throw new IOException($"mount -t {type} {source} {directory}: exit code {process.ExitCode}: {complaint.Trim()}");
        }
    }

    /// <summary>Unmounts what is mounted at a path, however often; nothing there is no error.</summary>
    /// <param name="path">The mount point; a link is not followed.</param>
    /// <param name="force">Detach it even while it is in use or its server does not answer.</param>
    public static void Unmount(string path, bool force)
    {
        while (true)
        {
            if (force)
            {
                // Has requests to a dead server fail; what then still holds it is left to the kernel.
                _ = Libc.Unmount(path, Libc.MntForce | Libc.UmountNoFollow);
            }
            else if (!IsMountPoint(path))
            {
                return;
            }

            if (Libc.Unmount(path, Libc.UmountNoFollow | (force ? Libc.MntDetach : 0)) == -1)
            {
                var number = System.Runtime.InteropServices.Marshal.GetLastPInvokeError();
                if (number is Errno.Invalid or Errno.NoEntry)
                {
                    return;
                }

                throw Libc.Error("umount " + path, number);
            }
        }
    }

    private static string Join(string options, string one) => options.Length == 0 ? one : $"{options},{one}";
}
