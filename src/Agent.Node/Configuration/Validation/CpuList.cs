using System.Globalization;

namespace Agent.Node.Configuration.Validation;

/// <summary>The kernel's list format of CPUs, <c>0-3,8</c>.</summary>
internal static class CpuList
{
    /// <summary>Whether the text is such a list; ranges run upwards.</summary>
    public static bool IsValid(string text) => text.Split(',').All(IsRange);

    private static bool IsRange(string item)
    {
        var bounds = item.Trim().Split('-');
        return bounds.Length is 1 or 2 &&
            TryNumber(bounds[0], out var first) &&
            TryNumber(bounds[^1], out var last) &&
            first <= last;
    }

    private static bool TryNumber(string text, out int number) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out number);
}
