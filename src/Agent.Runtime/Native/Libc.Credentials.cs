using System.Buffers.Binary;
using System.Runtime.InteropServices;

namespace Agent.Runtime.Native;

// Users, groups and capabilities.
internal static partial class Libc
{
    private const int PrCapBSetDrop = 24;
    private const int PrSetKeepCaps = 8;
    private const int PrSetNoNewPrivs = 38;
    private const int PrCapAmbient = 47;
    private const int PrCapAmbientRaise = 2;

    /// <summary>geteuid(2): the user this process acts as.</summary>
    [LibraryImport(Library, EntryPoint = "geteuid")]
    public static partial uint EffectiveUserId();

    /// <summary>getegid(2): the group this process acts as.</summary>
    [LibraryImport(Library, EntryPoint = "getegid")]
    public static partial uint EffectiveGroupId();

    /// <summary>getgroups(2): the supplementary groups; with size 0, how many there are.</summary>
    [LibraryImport(Library, EntryPoint = "getgroups", SetLastError = true)]
    private static partial int GetGroupsRaw(int size, [Out] uint[] groups);

    /// <summary>setgroups(2).</summary>
    [LibraryImport(Library, EntryPoint = "setgroups", SetLastError = true)]
    private static partial int SetGroupsRaw(nint size, uint[] groups);

    /// <summary>setresgid(2): real, effective and saved group.</summary>
    [LibraryImport(Library, EntryPoint = "setresgid", SetLastError = true)]
    private static partial int SetResGidRaw(uint real, uint effective, uint saved);

    /// <summary>setresuid(2): real, effective and saved user.</summary>
    [LibraryImport(Library, EntryPoint = "setresuid", SetLastError = true)]
    private static partial int SetResUidRaw(uint real, uint effective, uint saved);

    /// <summary>capset(2) of the calling thread.</summary>
    [LibraryImport(Library, EntryPoint = "capset", SetLastError = true)]
    private static partial int CapSetRaw(ReadOnlySpan<byte> header, ReadOnlySpan<byte> data);

    /// <summary>The supplementary groups of this process.</summary>
    public static uint[] Groups()
    {
        var groups = new uint[Check(GetGroupsRaw(0, []), "getgroups")];
        return groups[..Check(GetGroupsRaw(groups.Length, groups), "getgroups")];
    }

    /// <summary>Becomes the user, for good; capabilities are kept as permitted until <see cref="SetCapabilities"/>.</summary>
    public static void SetIdentity(uint uid, uint gid, uint[] groups)
    {
        Check(PrctlRaw(PrSetKeepCaps, 1, 0, 0, 0), "prctl(PR_SET_KEEPCAPS)");
        Check(SetGroupsRaw(groups.Length, groups), "setgroups");
        Check(SetResGidRaw(gid, gid, gid), $"setresgid({gid})");
        Check(SetResUidRaw(uid, uid, uid), $"setresuid({uid})");
    }

    /// <summary>Takes every capability that is not in the mask out of the bounding set (bit n is capability n).</summary>
    public static void LimitBoundingSet(ulong keep)
    {
        for (var capability = 0; capability < 64; capability++)
        {
            if ((keep >> capability & 1) != 0)
            {
                continue;
            }

            if (PrctlRaw(PrCapBSetDrop, (nuint)capability, 0, 0, 0) != 0)
            {
                // The first number the kernel does not know ends the list.
                if (LastError == Errno.EINVAL)
                {
                    return;
                }

                throw new NativeException($"drop capability {capability}", LastError);
            }
        }
    }

    /// <summary>Sets the capabilities of the calling thread; the ambient ones are also made inheritable and survive execve.</summary>
    public static void SetCapabilities(ulong permitted, ulong ambient)
    {
        Span<byte> header = stackalloc byte[8];
        Span<byte> data = stackalloc byte[24];
        BinaryPrimitives.WriteUInt32LittleEndian(header, 0x20080522); // _LINUX_CAPABILITY_VERSION_3
        BinaryPrimitives.WriteInt32LittleEndian(header[4..], 0);
        for (var half = 0; half < 2; half++)
        {
            BinaryPrimitives.WriteUInt32LittleEndian(data[(half * 12)..], (uint)(permitted >> (32 * half)));
            BinaryPrimitives.WriteUInt32LittleEndian(data[(half * 12 + 4)..], (uint)(permitted >> (32 * half)));
            BinaryPrimitives.WriteUInt32LittleEndian(data[(half * 12 + 8)..], (uint)(ambient >> (32 * half)));
        }

        Check(CapSetRaw(header, data), "capset");
        for (var capability = 0; capability < 64; capability++)
        {
            if ((ambient >> capability & 1) != 0)
            {
                Check(PrctlRaw(PrCapAmbient, PrCapAmbientRaise, (nuint)capability, 0, 0), $"raise ambient capability {capability}");
            }
        }
    }

    /// <summary>From now on execve grants nothing: set-user-ID bits and file capabilities have no effect.</summary>
    public static void SetNoNewPrivileges() => Check(PrctlRaw(PrSetNoNewPrivs, 1, 0, 0, 0), "prctl(PR_SET_NO_NEW_PRIVS)");
}
