using System.Globalization;

namespace Akka.Configuration.Hocon;

/// <summary>Sizes in bytes: a whole number with an optional unit.</summary>
internal static class HoconByteSize
{
    /// <summary>Reads a size.</summary>
    /// <exception cref="FormatException">The number or the unit is none.</exception>
    /// <exception cref="OverflowException">The number is out of range.</exception>
    public static long Parse(string text)
    {
        var end = text.AsSpan().LastIndexOfAnyInRange('0', '9') + 1;
        return end == 0 || end == text.Length
            ? Number(text)
            : unchecked(Factor(text[end..].Trim()) * Number(text[..end]));
    }

    private static long Number(string text) => long.Parse(text, CultureInfo.InvariantCulture);

    private static long Factor(string unit) => unit switch
    {
        "b" or "B" or "byte" or "bytes" => 1,
        "kB" or "kilobyte" or "kilobytes" => 1_000,
        "K" or "k" or "Ki" or "KiB" or "kibibyte" or "kibibytes" => 1L << 10,
        "MB" or "megabyte" or "megabytes" => 1_000_000,
        "M" or "m" or "Mi" or "MiB" or "mebibyte" or "mebibytes" => 1L << 20,
        "GB" or "gigabyte" or "gigabytes" => 1_000_000_000,
        "G" or "g" or "Gi" or "GiB" or "gibibyte" or "gibibytes" => 1L << 30,
        "TB" or "terabyte" or "terabytes" => 1_000_000_000_000,
        "T" or "t" or "Ti" or "TiB" or "tebibyte" or "tebibytes" => 1L << 40,
        "PB" or "petabyte" or "petabytes" => 1_000_000_000_000_000,
        "P" or "p" or "Pi" or "PiB" or "pebibyte" or "pebibytes" => 1L << 50,
        "EB" or "exabyte" or "exabytes" => 1_000_000_000_000_000_000,
        "E" or "e" or "Ei" or "EiB" or "exbibyte" or "exbibytes" => 1L << 60,
        _ => throw new FormatException($"'{unit}' is not a unit of bytes"),
    };
}
