using System.Runtime.InteropServices;

namespace Agent.Runtime.Native;

// posix_spawn(3): the only way to make a process from a program with many threads without running its code after fork.
internal static partial class Libc
{
    // Both structures are opaque; 512 bytes is above what glibc (80, 336) and musl (80, 336) need.
    private const int OpaqueSize = 512;
    private const short SpawnSetSigDef = 4;
    private const short SpawnSetSigMask = 8;
    private const short SpawnSetSid = 0x80;

    /// <summary>posix_spawn(3): returns the error number, 0 for success.</summary>
    [LibraryImport(Library, EntryPoint = "posix_spawn", StringMarshalling = StringMarshalling.Utf8)]
    private static partial int PosixSpawn(out int pid, string path, nint actions, nint attributes, nint[] argv, nint[] envp);

    /// <summary>posix_spawn_file_actions_init(3).</summary>
    [LibraryImport(Library, EntryPoint = "posix_spawn_file_actions_init")]
    private static partial int ActionsInit(nint actions);

    /// <summary>posix_spawn_file_actions_destroy(3).</summary>
    [LibraryImport(Library, EntryPoint = "posix_spawn_file_actions_destroy")]
    private static partial int ActionsDestroy(nint actions);

    /// <summary>posix_spawn_file_actions_adddup2(3).</summary>
    [LibraryImport(Library, EntryPoint = "posix_spawn_file_actions_adddup2")]
    private static partial int ActionsAddDup2(nint actions, int fd, int newFd);

    /// <summary>posix_spawnattr_init(3).</summary>
    [LibraryImport(Library, EntryPoint = "posix_spawnattr_init")]
    private static partial int AttributesInit(nint attributes);

    /// <summary>posix_spawnattr_destroy(3).</summary>
    [LibraryImport(Library, EntryPoint = "posix_spawnattr_destroy")]
    private static partial int AttributesDestroy(nint attributes);

    /// <summary>posix_spawnattr_setflags(3).</summary>
    [LibraryImport(Library, EntryPoint = "posix_spawnattr_setflags")]
    private static partial int AttributesSetFlags(nint attributes, short flags);

    /// <summary>posix_spawnattr_setsigdefault(3): the signals that are at their default in the new process.</summary>
    [LibraryImport(Library, EntryPoint = "posix_spawnattr_setsigdefault")]
    private static partial int AttributesSetSigDefault(nint attributes, ReadOnlySpan<byte> set);

    /// <summary>posix_spawnattr_setsigmask(3): the signals that are blocked in the new process.</summary>
    [LibraryImport(Library, EntryPoint = "posix_spawnattr_setsigmask")]
    private static partial int AttributesSetSigMask(nint attributes, ReadOnlySpan<byte> set);

    /// <summary>
    /// Starts a program as the leader of a new session, with all signals at their default and none blocked. Descriptor n of
    /// the new process is <paramref name="descriptors"/>[n]; all others of this process that are not marked close-on-exec are
    /// inherited (.NET marks all of its own). Returns the process number.
    /// </summary>
    /// <exception cref="NativeException">The program could not be started.</exception>
    public static int Spawn(string path, IReadOnlyList<string> argv, IReadOnlyList<string> environment, IReadOnlyList<int> descriptors)
    {
        var actions = Marshal.AllocHGlobal(OpaqueSize);
        var attributes = Marshal.AllocHGlobal(OpaqueSize);
        using var arguments = new NativeStrings(argv);
        using var variables = new NativeStrings(environment);
        var sources = new List<int>();
        CheckSpawn(ActionsInit(actions));
        CheckSpawn(AttributesInit(attributes));
        try
        {
            Span<byte> all = stackalloc byte[128];
            all.Fill(0xFF);
            Span<byte> none = stackalloc byte[128];
            none.Clear();
            CheckSpawn(AttributesSetFlags(attributes, SpawnSetSid | SpawnSetSigDef | SpawnSetSigMask));
            CheckSpawn(AttributesSetSigDefault(attributes, all));
            CheckSpawn(AttributesSetSigMask(attributes, none));
            for (var n = 0; n < descriptors.Count; n++)
            {
                // Moved above the targets first, so that no target overwrites a source not yet used.
                sources.Add(Check(FcntlRaw(descriptors[n], FDupFdCloExec, 64), "fcntl(F_DUPFD_CLOEXEC)"));
                CheckSpawn(ActionsAddDup2(actions, sources[n], n));
            }

            var error = PosixSpawn(out var pid, path, actions, attributes, arguments.Pointers, variables.Pointers);
            return error == 0 ? pid : throw new NativeException($"start {path}", error);
        }
        finally
        {
            sources.ForEach(fd => CloseRaw(fd));
            _ = ActionsDestroy(actions);
            _ = AttributesDestroy(attributes);
            Marshal.FreeHGlobal(actions);
            Marshal.FreeHGlobal(attributes);
        }
    }

    private static void CheckSpawn(int error)
    {
        if (error != 0)
        {
            throw new NativeException("posix_spawn", error);
        }
    }
}
