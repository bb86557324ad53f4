using System.Runtime.InteropServices;
using System.Text;

namespace Agent.Runtime.Native;

/// <summary>Strings as C wants them: an array of pointers to bytes ended by zero, ended by a null pointer.</summary>
internal sealed class NativeStrings : IDisposable
{
    /// <summary>From strings, as UTF-8.</summary>
    public NativeStrings(IReadOnlyList<string> values)
        : this([.. values.Select(Encoding.UTF8.GetBytes)])
    {
    }

    /// <summary>From bytes; none of them may be zero.</summary>
    public NativeStrings(IReadOnlyList<byte[]> values)
    {
        Pointers = new nint[values.Count + 1];
        for (var n = 0; n < values.Count; n++)
        {
            var pointer = Marshal.AllocHGlobal(values[n].Length + 1);
            Marshal.Copy(values[n], 0, pointer, values[n].Length);
            Marshal.WriteByte(pointer, values[n].Length, 0);
            Pointers[n] = pointer;
        }
    }

    /// <summary>The pointers, the last one null.</summary>
    public nint[] Pointers { get; }

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (var pointer in Pointers)
        {
            Marshal.FreeHGlobal(pointer);
        }
    }
}
