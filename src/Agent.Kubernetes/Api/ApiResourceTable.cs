using System.Collections.Immutable;
using System.Text;

namespace Agent.Kubernetes.Api;

/// <summary>Reads api-resources.tsv, which is part of the assembly.</summary>
internal static class ApiResourceTable
{
    /// <summary>The table's name in the assembly.</summary>
    public const string File = "api-resources.tsv";

    private static readonly string[] Columns =
        ["group/version", "resource", "kind", "namespaced", "actions", "short names", "categories"];

    /// <summary>Reads the table of the assembly.</summary>
    public static ImmutableArray<ApiResourceInfo> Read()
    {
        using var stream = typeof(ApiResourceTable).Assembly.GetManifestResourceStream(File)
            ?? throw new InvalidOperationException($"{File} is missing in the assembly");
        using var reader = new StreamReader(stream, Encoding.UTF8);
        return Parse(reader.ReadToEnd().Split('\n', StringSplitOptions.RemoveEmptyEntries));
    }

    /// <summary>Reads a table.</summary>
    /// <exception cref="FormatException">A line is not as the header says.</exception>
    public static ImmutableArray<ApiResourceInfo> Parse(IReadOnlyList<string> lines)
    {
        if (lines.Count == 0 || lines[0] != string.Join('\t', Columns))
        {
            throw new FormatException($"{File}:1: the header must be the columns: {string.Join(", ", Columns)}");
        }

        var rows = lines.Skip(1).Select((l, i) => Cells(i + 2, l)).ToList();
        var subresources = rows.Where(r => r[1].Contains('/', StringComparison.Ordinal))
            .ToLookup(r => (r[0], r[1][..r[1].IndexOf('/', StringComparison.Ordinal)]), Subresource);
        return
        [
            .. rows.Where(r => !r[1].Contains('/', StringComparison.Ordinal))
                .Select(r => Resource(r, [.. subresources[(r[0], r[1])].OrderBy(s => s.Name, StringComparer.Ordinal)]))
                .OrderBy(r => r.Resource.Group, StringComparer.Ordinal)
                .ThenBy(r => r.Resource.Version, StringComparer.Ordinal)
                .ThenBy(r => r.Resource.Plural, StringComparer.Ordinal),
        ];
    }

    private static string[] Cells(int line, string text)
    {
        var cells = text.Split('\t');
        return cells.Length != Columns.Length
            ? throw new FormatException($"{File}:{line}: {cells.Length} columns, {Columns.Length} expected")
            : cells[2].Split(' ').Length != 2
            ? throw new FormatException($"{File}:{line}: kind must be group/version and kind, not '{cells[2]}'")
            : cells;
    }

    private static ApiResourceInfo Resource(string[] cells, ImmutableArray<ApiSubresource> subresources)
    {
        var slash = cells[0].IndexOf('/', StringComparison.Ordinal);
        var (group, version) = slash < 0 ? ("", cells[0]) : (cells[0][..slash], cells[0][(slash + 1)..]);
        var kind = cells[2].Split(' ')[1];
        var schema = $"{(group.Length == 0 ? "core" : group.Split('.')[0])}.{version}.{kind}";
        return new ApiResourceInfo(
            new ApiResource(group, version, cells[1], kind, cells[3] == "yes"),
            kind.ToLowerInvariant(),
            List(cells[5]),
            List(cells[6]),
            [.. List(cells[4]).SelectMany(a => Verbs(a, watched: cells[4].Contains("post", StringComparison.Ordinal))).Order(StringComparer.Ordinal)],
            subresources)
        {
            Schema = ApiTypeTable.Fields(schema).IsEmpty ? null : schema,
        };
    }

    private static ApiSubresource Subresource(string[] cells)
    {
        var kind = cells[2].Split(' ');
        return new ApiSubresource(
            cells[1][(cells[1].IndexOf('/', StringComparison.Ordinal) + 1)..],
            kind[0],
            kind[1],
            [.. List(cells[4]).SelectMany(a => Verbs(a, watched: false)).Order(StringComparer.Ordinal)]);
    }

    /// <summary>The verbs of an HTTP method; resources that can be created can be watched.</summary>
    private static string[] Verbs(string action, bool watched) => action switch
    {
        "post" => ["create"],
        "put" => ["update"],
        "connect" => ["create", "get"],
        "list" when watched => ["list", "watch"],
        _ => [action],
    };

    private static ImmutableArray<string> List(string cell) => cell.Length == 0 ? [] : [.. cell.Split(',')];
}
