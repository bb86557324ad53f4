using System.Globalization;

namespace Agent.Node.Configuration.Validation;

/// <summary>The kernel's list format of CPUs, <c>0-3,8</c>.</summary>
internal static class CpuList
{
    /// <summary>Whether the text is such a list; ranges run upwards.</summary>
    public static bool IsValid(string text) => text.Split(',').All(item => Range(item) is not null);

    /// <summary>How many CPUs a list names; 0 when it is none.</summary>
    public static int Count(string text) => IsValid(text)
        ? text.Split(',').Select(item => Range(item)!.Value).SelectMany(range => Enumerable.Range(range.First, range.Last - range.First + 1)).Distinct().Count()
        : 0;

    private static (int First, int Last)? Range(string item)
    {
        var bounds = item.Trim().Split('-');
        return bounds.Length is 1 or 2 && TryNumber(bounds[0], out var first) && TryNumber(bounds[^1], out var last) && first <= last
            ? (first, last)
            : null;
    }

    private static bool TryNumber(string text, out int number) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out number);
}
