namespace Agent.Node.Host.Linux.Native;

/// <summary>The error numbers of Linux that the host tells apart (errno(3)).</summary>
internal static class Errno
{
    public const int NoEntry = 2;
    public const int Exists = 17;
    public const int NotDirectory = 20;
    public const int Invalid = 22;
    public const int NotImplemented = 38;
    public const int NotEmpty = 39;
    public const int Loop = 40;
    public const int CrossDevice = 18;
}
