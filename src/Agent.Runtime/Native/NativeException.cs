using System.Runtime.InteropServices;

namespace Agent.Runtime.Native;

/// <summary>A system call failed. The message is "<c>what: text of the error number</c>".</summary>
internal sealed class NativeException(string what, int errno) : IOException($"{what}: {Describe(errno)}")
{
    /// <summary>The error number, one of <see cref="Native.Errno"/> or any other of errno(3).</summary>
    public int Errno { get; } = errno;

    /// <summary>The system's text for an error number, first letter in lower case as the field's tools print it.</summary>
    public static string Describe(int errno)
    {
        var text = Marshal.GetPInvokeErrorMessage(errno);
        return text.Length == 0 ? $"error {errno}" : char.ToLowerInvariant(text[0]) + text[1..];
    }
}
