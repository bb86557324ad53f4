using System.Formats.Tar;
using System.Text;

namespace Agent.EndToEnd.Tests.Fixtures.Images;

/// <summary>The one layer of all test images: busybox with a link per applet, /etc/passwd, /etc/group, /tmp. Same machine, same bytes.</summary>
internal static class BusyboxLayer
{
    private const UnixFileMode Executable = (UnixFileMode)0b111_101_101;
    private const UnixFileMode Readable = (UnixFileMode)0b110_100_100;
    private const UnixFileMode Sticky = (UnixFileMode)0b1_111_111_111;

    private static readonly string[] Applets =
    [
        "cat", "chmod", "date", "echo", "env", "false", "grep", "head", "hostname", "httpd", "id", "ip", "kill", "ls", "mkdir", "mount",
        "nc", "nslookup", "printf", "ps", "rm", "sed", "seq", "sh", "sleep", "sync", "tail", "test", "touch", "tr", "trap", "true",
        "tty", "wc", "wget", "yes",
    ];

    private static readonly Lazy<Blob> Built = new(Build);

    /// <exception cref="InvalidOperationException">The machine has no statically linked busybox.</exception>
    public static Blob Blob => Built.Value;

    private static Blob Build()
    {
        var busybox = Prerequisites.Busybox ?? throw new InvalidOperationException("No statically linked busybox on PATH");
        using var stream = new MemoryStream();
        using (var tar = new TarWriter(stream, TarEntryFormat.Ustar, leaveOpen: true))
        {
            foreach (var directory in new[] { "bin/", "dev/", "etc/", "proc/", "sys/", "www/" })
            {
                Add(tar, TarEntryType.Directory, directory, Executable);
            }

            Add(tar, TarEntryType.Directory, "tmp/", Sticky);
            Add(tar, TarEntryType.RegularFile, "bin/busybox", Executable, File.ReadAllBytes(busybox));
            foreach (var applet in Applets)
            {
                Add(tar, TarEntryType.SymbolicLink, "bin/" + applet, Executable, linkName: "busybox");
            }

            Add(tar, TarEntryType.RegularFile, "etc/group", Readable, "root:x:0:\napp:x:1000:\n"u8.ToArray());
            Add(tar, TarEntryType.RegularFile, "etc/passwd", Readable,
                "root:x:0:0:root:/:/bin/sh\napp:x:1000:1000:app:/tmp:/bin/sh\n"u8.ToArray());
            Add(tar, TarEntryType.RegularFile, "www/index.html", Readable, Encoding.ASCII.GetBytes("busybox\n"));
        }

        return new Blob(stream.ToArray());
    }

    private static void Add(
        TarWriter tar, TarEntryType type, string name, UnixFileMode mode, byte[]? content = null, string? linkName = null)
    {
        var entry = new UstarTarEntry(type, name) { Mode = mode, ModificationTime = DateTimeOffset.UnixEpoch, Uid = 0, Gid = 0 };
        if (content is not null)
        {
            entry.DataStream = new MemoryStream(content);
        }

        if (linkName is not null)
        {
            entry.LinkName = linkName;
        }

        tar.WriteEntry(entry);
    }
}
