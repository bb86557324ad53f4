using Agent.Node.Explain;
using Spectre.Console;
using Spectre.Console.Rendering;

namespace Agent.Display;

/// <summary>Draws the pod table: a heading, the pods with their containers, and the last lines of the log.</summary>
internal static class PodTableView
{
    /// <summary>Columns of restarts, age, and the gaps between the five columns.</summary>
    private const int FixedColumns = 4 + 6 + (4 * 2);

    private const int LongestState = 16;

    /// <param name="title">The lines above the table.</param>
    /// <param name="pods">The pods.</param>
    /// <param name="log">The last lines of the log.</param>
    /// <param name="now">The time that ages and timers are counted from.</param>
    /// <param name="width">Columns of the terminal.</param>
    public static IRenderable Draw(
        IReadOnlyList<string> title,
        IReadOnlyList<PodExplanation> pods,
        IReadOnlyList<string> log,
        DateTimeOffset now,
        int width)
    {
        // Names and states take what they need, up to a bound; the rest is for details. What does not fit is cut, never wrapped.
        var rows = PodRows.Of(pods, now);
        var stateWidth = Math.Clamp(rows.Select(row => row.State.Length).DefaultIfEmpty().Max(), 7, LongestState);
        var flexible = width - FixedColumns - stateWidth;
        var nameWidth = Math.Clamp(rows.Select(row => Label(row).Length).DefaultIfEmpty().Max(), 10, flexible / 2);
        var detailWidth = flexible - nameWidth;
        var table = new Table().NoBorder().ShowHeaders();
        Column(table, "POD", nameWidth);
        Column(table, "STATE", stateWidth);
        Column(table, "WHY, NEXT, ADDRESS", detailWidth);
        Column(table, "RST", 4);
        Column(table, "AGE", 6);
        foreach (var row in rows)
        {
            var style = Style(row);
            table.AddRow(
                Cell(Label(row), nameWidth, row.IsContainer ? Spectre.Console.Style.Plain : new Style(decoration: Decoration.Bold)),
                Cell(row.State, stateWidth, style),
                Cell(row.Detail, detailWidth, Spectre.Console.Style.Plain),
                Cell(row.Restarts, 4, Spectre.Console.Style.Plain),
                Cell(row.Age, 6, Spectre.Console.Style.Plain));
        }

        return new Rows([.. title.Select(Dim), pods.Count > 0 ? table : new Text("No pods."), new Text(""), .. log.Select(Dim)]);

        IRenderable Dim(string line) => Cell(line, width, new Style(decoration: Decoration.Dim));
    }

    private static string Label(PodRow row) => row.IsContainer ? $"  {row.Name}" : row.Name;

    private static void Column(Table table, string heading, int width) =>
        table.AddColumn(new TableColumn(new Text(heading, new Style(decoration: Decoration.Dim))) { Width = width, NoWrap = true, Padding = new Padding(0, 0, 2, 0) });

    private static Text Cell(string text, int width, Style style) =>
        new(text.Length <= width ? text : $"{text[..(width - 1)]}…", style) { Overflow = Overflow.Crop };

    private static Style Style(PodRow row) => row.Health switch
    {
        RowHealth.Good => new Style(Color.Green),
        RowHealth.Moving => new Style(Color.Yellow),
        RowHealth.Bad => new Style(Color.Red),
        _ => Spectre.Console.Style.Plain,
    };
}
