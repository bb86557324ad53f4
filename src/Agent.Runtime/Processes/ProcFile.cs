using Agent.Runtime.Native;

namespace Agent.Runtime.Processes;

/// <summary>Reads small files of /proc, hundreds at a time, where "it is gone" and "it is not yours" are usual answers.</summary>
internal static class ProcFile
{
    private const int MaxSize = 4 * 1024 * 1024;

    /// <summary>The content, or null when it cannot be read.</summary>
    public static byte[]? Read(string path)
    {
        var file = Libc.OpenRaw(path, Libc.ORdOnly | Libc.OCloExec, 0);
        if (file < 0)
        {
            return null;
        }

        try
        {
            Span<byte> buffer = stackalloc byte[4096];
            var content = new List<byte>();
            int count;
            while (content.Count < MaxSize && (count = Libc.Read(file, buffer)) > 0)
            {
                content.AddRange(buffer[..count]);
            }

            return [.. content];
        }
        catch (NativeException)
        {
            // The process ended between open and read.
            return null;
        }
        finally
        {
            _ = Libc.CloseRaw(file);
        }
    }
}
