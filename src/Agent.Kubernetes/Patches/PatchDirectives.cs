using System.Text.Json;
using System.Text.Json.Nodes;

namespace Agent.Kubernetes.Patches;

/// <summary>The fields of a strategic merge patch that say how to merge, beside those that say what.</summary>
internal static class PatchDirectives
{
    /// <summary>What to do with the object or the list entry: <see cref="Replace"/> or <see cref="Delete"/>.</summary>
    public const string Patch = "$patch";

    /// <summary>Value of <see cref="Patch"/>: the object, or in an entry of its own the list, is replaced.</summary>
    public const string Replace = "replace";

    /// <summary>Value of <see cref="Patch"/>: the entry is removed, or the object is emptied.</summary>
    public const string Delete = "delete";

    /// <summary>The fields that the object keeps; all others are removed.</summary>
    public const string RetainKeys = "$retainKeys";

    /// <summary>With <c>/field</c> after it: the order of a merged list.</summary>
    public const string SetElementOrder = "$setElementOrder";

    /// <summary>With <c>/field</c> after it: scalars to remove from a merged list.</summary>
    public const string DeleteFromPrimitiveList = "$deleteFromPrimitiveList";

    /// <summary>Whether a field of a patch is a directive.</summary>
    public static bool Is(string name) =>
        name is Patch or RetainKeys || name.StartsWith(SetElementOrder, StringComparison.Ordinal)
        || name.StartsWith(DeleteFromPrimitiveList, StringComparison.Ordinal);

    /// <summary>The field that a directive is about; null when <paramref name="name"/> is another one.</summary>
    /// <exception cref="PatchException">The directive names no field.</exception>
    public static string? Target(string name, string directive, FieldPath path)
    {
        if (!name.StartsWith(directive, StringComparison.Ordinal))
        {
            return null;
        }

        return name.Length > directive.Length + 1 && name[directive.Length] == '/'
            ? name[(directive.Length + 1)..]
            : throw Malformed(path, $"{name} must be {directive}/ and the name of a list");
    }

    /// <summary>The value of <c>$patch</c> in an object; null when it has none.</summary>
    /// <exception cref="PatchException">It is neither replace nor delete.</exception>
    public static string? Of(JsonNode? node, FieldPath path)
    {
        if (node is not JsonObject value || !value.TryGetPropertyValue(Patch, out var directive))
        {
            return null;
        }

        return directive?.GetValueKind() == JsonValueKind.String && directive.GetValue<string>() is Replace or Delete
            ? directive.GetValue<string>()
            : throw Malformed(path, $"{Patch} must be {Replace} or {Delete}");
    }

    /// <summary>The entries of the list that a directive holds.</summary>
    /// <exception cref="PatchException">It holds no list.</exception>
    public static JsonArray List(string name, JsonNode? value, FieldPath path) =>
        value as JsonArray ?? throw Malformed(path, $"{name} must be a list");

    /// <summary>The patch is not well formed.</summary>
    public static PatchException Malformed(FieldPath path, string why)
    {
        var place = path.ToString();
        return new PatchException(PatchErrorKind.Malformed, place.Length == 0 ? why : $"{place}: {why}");
    }
}
