namespace Agent.Display;

/// <summary>Plain text in columns, as kubectl prints it: for pipes and files.</summary>
internal static class TextTable
{
    private const int Gap = 2;

    /// <summary>Writes a heading and rows; each column is as wide as its widest cell, the last one is not padded.</summary>
    public static void Write(TextWriter output, IReadOnlyList<string> headings, IEnumerable<IReadOnlyList<string>> rows)
    {
        IReadOnlyList<string>[] all = [headings, .. rows];
        var widths = headings.Select((_, column) => all.Max(row => row[column].Length) + Gap).ToArray();
        foreach (var row in all)
        {
            output.WriteLine(string.Concat(row.Select((cell, column) => cell.PadRight(widths[column]))).TrimEnd());
        }
    }
}
