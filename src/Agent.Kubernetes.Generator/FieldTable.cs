namespace Agent.Kubernetes.Generator;

/// <summary>The field table: every type of the Kubernetes API the agent may use, with its fields in order.</summary>
internal sealed class FieldTable
{
    private static readonly string[] Columns =
    [
        "type", "group/version kind", "field", "kind", "required", "patch strategy", "patch merge key",
        "list or map type", "list map keys",
    ];

    private static readonly HashSet<string> Scalars =
    [
        "string", "bool", "int32", "int64", "bytes", "time", "microTime", "quantity", "intOrString", "raw",
    ];

    private readonly SortedDictionary<string, List<FieldRow>> _types = new(StringComparer.Ordinal);

    private FieldTable()
    {
    }

    /// <summary>The names of all types.</summary>
    public IEnumerable<string> Types => _types.Keys;

    /// <summary>Reads the table.</summary>
    /// <exception cref="FormatException">A line is not as the header says, or names a type that is not in the table.</exception>
    public static FieldTable Parse(string file, IReadOnlyList<string> lines)
    {
        if (lines.Count == 0 || lines[0] != string.Join('\t', Columns))
        {
            throw new FormatException($"{file}:1: the header must be the columns: {string.Join(", ", Columns)}");
        }

        var table = new FieldTable();
        for (var i = 1; i < lines.Count; i++)
        {
            if (lines[i].Length == 0)
            {
                continue;
            }

            var row = ParseRow($"{file}:{i + 1}", lines[i]);
            if (!table._types.TryGetValue(row.Type, out var fields))
            {
                table._types[row.Type] = fields = [];
            }

            if (fields.Exists(f => f.Field == row.Field))
            {
                throw new FormatException($"{file}:{i + 1}: {row.Type} has the field {row.Field} twice");
            }

            fields.Add(row);
        }

        table.CheckReferences(file);
        return table;
    }

    /// <summary>The fields of a type, in the table's order.</summary>
    /// <exception cref="FormatException">The type is not in the table.</exception>
    public IReadOnlyList<FieldRow> Fields(string type) =>
        _types.TryGetValue(type, out var fields) ? fields : throw new FormatException($"{type} is not in the field table");

    /// <summary>The given types and every type that can be reached from them, in ordinal order.</summary>
    public IReadOnlyList<string> Reachable(IEnumerable<string> roots)
    {
        var seen = new SortedSet<string>(StringComparer.Ordinal);
        var open = new Stack<string>(roots);
        while (open.TryPop(out var type))
        {
            if (seen.Add(type))
            {
                foreach (var reference in Fields(type).Select(f => f.Kind.ReferencedType).OfType<string>())
                {
                    open.Push(reference);
                }
            }
        }

        return [.. seen];
    }

    private static FieldRow ParseRow(string place, string line)
    {
        var cells = line.Split('\t');
        if (cells.Length != Columns.Length)
        {
            throw new FormatException($"{place}: {cells.Length} columns, {Columns.Length} expected");
        }

        if (cells[4] is not ("" or "required"))
        {
            throw new FormatException($"{place}: column required is '{cells[4]}', only 'required' or nothing is allowed");
        }

        return new FieldRow(
            cells[0], cells[1], cells[2], FieldKind.Parse(cells[3]), cells[4].Length > 0, cells[5], cells[6], cells[7], cells[8]);
    }

    private void CheckReferences(string file)
    {
        foreach (var row in _types.Values.SelectMany(f => f))
        {
            var known = row.Kind.ReferencedType is { } type
                ? _types.ContainsKey(type)
                : Scalars.Contains(row.Kind.Element.EndsWith("[]", StringComparison.Ordinal)
                    ? row.Kind.Element[..^2] : row.Kind.Element);
            if (!known)
            {
                throw new FormatException($"{file}: {row.Type}.{row.Field} has the unknown kind {row.Kind}");
            }
        }
    }
}
