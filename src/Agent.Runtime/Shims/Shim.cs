using System.Text;
using Agent.Runtime.Native;

namespace Agent.Runtime.Shims;

/// <summary>
/// The verb <c>agent shim</c>: the first thing that runs in a container's process. It makes of itself what the spec asks for
/// and then becomes the container's program by execve, so that nothing of it stays. Only the runtime starts it.
/// </summary>
public static class Shim
{
    private const int NotForHands = 2;
    private const int RuntimeGone = 125;
    private const int CannotRun = 128;
    private const uint GroupAndOthersDoNotWrite = 0b000_010_010;

    /// <summary>
    /// Does not return when it succeeds. Everything before this call counts for every container's start: the command line
    /// must come here first, before logging or anything else is set up.
    /// </summary>
    /// <returns>An exit code: 2 if not started by the runtime, 125 if the runtime went away, 128 if the program could not be run.</returns>
    public static int Run(string[] args)
    {
        ArgumentNullException.ThrowIfNull(args);
        ShimSpec spec;
        try
        {
            // Anything but a file is not from the runtime, and might never end.
            spec = FileFacts.OfDescriptor(ShimDescriptors.Spec).IsRegular
                ? ShimSpecCodec.Decode(ReadAll(ShimDescriptors.Spec))
                : throw new InvalidDataException("not a file");
        }
        catch (Exception error) when (error is InvalidDataException or NativeException)
        {
            Console.Error.WriteLine("agent shim: this is started by the embedded runtime (agent runtime), not by hand");
            return NotForHands;
        }

        // The runtime has written down this process's number before it says go, so a runtime killed here leaves no unknown process.
        if (Libc.Read(ShimDescriptors.Go, stackalloc byte[1]) != 1)
        {
            return RuntimeGone;
        }

        try
        {
            EnterNamespace(spec);
            BecomeUser(spec);
            Execute(spec);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException or InvalidOperationException)
        {
            Libc.WriteAll(ShimDescriptors.Report, Encoding.UTF8.GetBytes(error.Message));
        }

        Libc.ExitNow(CannotRun);
        return CannotRun;
    }

    private static void EnterNamespace(ShimSpec spec)
    {
        if (spec.JoinsNamespace)
        {
            // The other threads of this process keep what they have; setns refuses as long as the root is shared with them.
            Libc.Check(Libc.UnshareRaw(Libc.CloneFs), "unshare(CLONE_FS)");
            Libc.Check(Libc.SetNsRaw(ShimDescriptors.Namespace, Libc.CloneNewNs), "join the container's mount namespace");
        }
        else if (spec.Mounts is { } mounts)
        {
            ContainerMounts.Apply(mounts);
        }
    }

    private static void BecomeUser(ShimSpec spec)
    {
        _ = Libc.Umask(GroupAndOthersDoNotWrite);
        if (spec.Capabilities is { } bounding)
        {
            Libc.LimitBoundingSet(bounding | spec.AmbientCapabilities);
        }

        if (spec.User is { } user)
        {
            Libc.SetIdentity(user.Uid, user.Gid, [.. user.Groups]);
        }

        if (spec.Capabilities is { } permitted)
        {
            Libc.SetCapabilities(permitted | spec.AmbientCapabilities, spec.AmbientCapabilities);
        }

        if (Libc.ChdirRaw(spec.WorkingDirectory) != 0)
        {
            var error = NativeException.Describe(Libc.LastError);
            throw new InvalidOperationException($"chdir to cwd (\"{spec.WorkingDirectory}\") failed: {error}");
        }

        if (spec.NoNewPrivileges)
        {
            Libc.SetNoNewPrivileges();
        }
    }

    private static void Execute(ShimSpec spec)
    {
        var path = ExecutableLookup.Find(spec.Arguments[0], spec.Environment);
        using var arguments = new NativeStrings(spec.Arguments);
        using var environment = new NativeStrings(spec.Environment);
        Libc.ResetSignals();
        Libc.CloseOnExecFrom(3);
        Libc.WriteAll(ShimDescriptors.Report, [ShimDescriptors.ExecMark]);
        Libc.ExecveRaw(path, arguments.Pointers, environment.Pointers);
        throw new InvalidOperationException($"exec {path}: {NativeException.Describe(Libc.LastError)}");
    }

    private static byte[] ReadAll(int fd)
    {
        using var all = new MemoryStream();
        var buffer = new byte[65536];
        int count;
        while ((count = Libc.Read(fd, buffer)) > 0)
        {
            all.Write(buffer, 0, count);
        }

        _ = Libc.CloseRaw(fd);
        return all.ToArray();
    }
}
