namespace Akka.Configuration.Hocon;

/// <summary>Points each substitution to the value that its path names in the finished tree.</summary>
internal static class HoconResolver
{
    /// <summary>Resolves in the order of the text; a path is looked up in this text only.</summary>
    /// <exception cref="FormatException">A path has no value, is part of itself, or does not fit what it is joined with.</exception>
    public static void Resolve(HoconValue root, IReadOnlyList<HoconSubstitution> substitutions)
    {
        foreach (var substitution in substitutions)
        {
            HoconValue? node = root;
            foreach (var key in HoconPath.Split(substitution.Path))
            {
                node = node?.GetChildObject(key);
            }

            substitution.Target = node
                ?? throw HoconReader.Error($"Unresolved substitution: {substitution.Path}", substitution.Position);
            CheckCycle(substitution, substitution.Target, []);
        }

        CheckJoins(root);
    }

    private static void CheckCycle(HoconSubstitution start, HoconValue node, HashSet<HoconValue> seen)
    {
        if (!seen.Add(node))
        {
            return;
        }

        foreach (var part in node.Parts)
        {
            if (ReferenceEquals(part, start))
            {
                throw HoconReader.Error($"Substitution {start.Path} refers to itself", start.Position);
            }

            foreach (var child in Children(part))
            {
                CheckCycle(start, child, seen);
            }
        }
    }

    private static void CheckJoins(HoconValue node)
    {
        var list = node.Parts.Any(IsList);
        var misfit = node.Parts.Count == 1 ? null : node.Parts.OfType<HoconSubstitution>()
            .FirstOrDefault(part => list ? !IsList(part) : !part.Target!.IsString());
        if (misfit is not null || (list && node.Parts.Any(part => part is HoconLiteral text && text.Text.Trim().Length > 0)))
        {
            throw HoconReader.Error("Text, lists and objects cannot be joined", misfit?.Position ?? node.Position);
        }

        foreach (var child in node.Parts.Where(part => part is not HoconSubstitution).SelectMany(Children))
        {
            CheckJoins(child);
        }
    }

    private static bool IsList(HoconElement part) =>
        part is HoconArray || (part is HoconSubstitution { Target.Parts: [var first, ..] } && IsList(first));

    private static IEnumerable<HoconValue> Children(HoconElement part) => part switch
    {
        HoconObjectElement element => element.Object.Items.Values,
        HoconArray array => array.Items,
        HoconSubstitution { Target: { } target } => [target],
        _ => [],
    };
}
