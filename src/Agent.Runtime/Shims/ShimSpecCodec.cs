using System.Text;

namespace Agent.Runtime.Shims;

/// <summary>
/// The bytes of a <see cref="ShimSpec"/>. A format of its own because the shim starts with every container and a general
/// serializer would cost more start-up time than all of its other work.
/// </summary>
internal static class ShimSpecCodec
{
    /// <summary>Begins every encoding: "this is a spec, of this layout".</summary>
    private const uint Magic = 0x41475301;

    /// <summary>Encodes a spec.</summary>
    public static byte[] Encode(ShimSpec spec)
    {
        using var stream = new MemoryStream();
        using var writer = new BinaryWriter(stream, Encoding.UTF8);
        writer.Write(Magic);
        Write(writer, spec.Arguments);
        writer.Write(spec.Environment.Count);
        foreach (var entry in spec.Environment)
        {
            writer.Write(entry.Length);
            writer.Write(entry);
        }

        writer.Write(spec.WorkingDirectory);
        writer.Write(spec.User is not null);
        if (spec.User is { } user)
        {
            writer.Write(user.Uid);
            writer.Write(user.Gid);
            writer.Write(user.Groups.Count);
            foreach (var group in user.Groups)
            {
                writer.Write(group);
            }
        }

        writer.Write(spec.Capabilities is not null);
        if (spec.Capabilities is { } capabilities)
        {
            writer.Write(capabilities);
        }

        writer.Write(spec.AmbientCapabilities);
        writer.Write(spec.NoNewPrivileges);
        writer.Write(spec.JoinsNamespace);
        writer.Write(spec.Mounts is not null);
        if (spec.Mounts is { } mounts)
        {
            Write(writer, mounts);
        }

        writer.Flush();
        return stream.ToArray();
    }

    /// <summary>Decodes a spec.</summary>
    /// <exception cref="InvalidDataException">These bytes are not a spec.</exception>
    public static ShimSpec Decode(byte[] bytes)
    {
        using var reader = new BinaryReader(new MemoryStream(bytes), Encoding.UTF8);
        try
        {
            if (reader.ReadUInt32() != Magic)
            {
                throw new InvalidDataException("not a shim's spec");
            }

            // Initializers run in the order written, which is the order of the bytes.
            return new ShimSpec
            {
                Arguments = ReadStrings(reader),
                Environment = ReadEnvironment(reader),
                WorkingDirectory = reader.ReadString(),
                User = reader.ReadBoolean() ? ReadUser(reader) : null,
                Capabilities = reader.ReadBoolean() ? reader.ReadUInt64() : null,
                AmbientCapabilities = reader.ReadUInt64(),
                NoNewPrivileges = reader.ReadBoolean(),
                JoinsNamespace = reader.ReadBoolean(),
                Mounts = reader.ReadBoolean() ? ReadMounts(reader) : null,
            };
        }
        catch (EndOfStreamException error)
        {
            throw new InvalidDataException("a shim's spec ends too early", error);
        }
    }

    private static void Write(BinaryWriter writer, IReadOnlyList<string> values)
    {
        writer.Write(values.Count);
        foreach (var value in values)
        {
            writer.Write(value);
        }
    }

    private static void Write(BinaryWriter writer, MountPlan plan)
    {
        writer.Write(plan.Scratch);
        writer.Write(plan.Binds.Count);
        foreach (var bind in plan.Binds)
        {
            writer.Write(bind.Source);
            writer.Write(bind.Target);
            writer.Write(bind.ReadOnly);
            writer.Write(bind.Recursive);
            writer.Write((byte)bind.Propagation);
        }

        Write(writer, plan.MaskedPaths);
        Write(writer, plan.ReadOnlyPaths);
        writer.Write(plan.ReadOnlyRoot);
    }

    private static string[] ReadStrings(BinaryReader reader)
    {
        var values = new string[reader.ReadInt32()];
        for (var n = 0; n < values.Length; n++)
        {
            values[n] = reader.ReadString();
        }

        return values;
    }

    private static byte[][] ReadEnvironment(BinaryReader reader)
    {
        var entries = new byte[reader.ReadInt32()][];
        for (var n = 0; n < entries.Length; n++)
        {
            entries[n] = reader.ReadBytes(reader.ReadInt32());
        }

        return entries;
    }

    private static ProcessUser ReadUser(BinaryReader reader)
    {
        var (uid, gid) = (reader.ReadUInt32(), reader.ReadUInt32());
        var groups = new uint[reader.ReadInt32()];
        for (var n = 0; n < groups.Length; n++)
        {
            groups[n] = reader.ReadUInt32();
        }

        return new ProcessUser(uid, gid, groups);
    }

    private static MountPlan ReadMounts(BinaryReader reader)
    {
        var scratch = reader.ReadString();
        var binds = new BindMount[reader.ReadInt32()];
        for (var n = 0; n < binds.Length; n++)
        {
            binds[n] = new BindMount(
                reader.ReadString(), reader.ReadString(), reader.ReadBoolean(), reader.ReadBoolean(), (BindPropagation)reader.ReadByte());
        }

        return new MountPlan
        {
            Scratch = scratch,
            Binds = binds,
            MaskedPaths = ReadStrings(reader),
            ReadOnlyPaths = ReadStrings(reader),
            ReadOnlyRoot = reader.ReadBoolean(),
        };
    }
}
