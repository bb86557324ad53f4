using System.Text.Json;
using System.Text.Json.Nodes;

namespace Agent.Kubernetes.Patches;

/// <summary>JSON Patch (RFC 6902): a list of operations, of which all are carried out or none.</summary>
public static class JsonPatch
{
    /// <summary>The most operations of one patch, as at the API server.</summary>
    public const int MaxOperations = 10_000;

    /// <summary>The most text in characters that the copies of one patch may add, as at the API server.</summary>
    public const int MaxCopied = 3 * 1024 * 1024;

    /// <summary>The patched document; neither argument is changed.</summary>
    /// <exception cref="PatchException">An operation is not well formed, names nothing, or a test fails.</exception>
    public static JsonNode? Apply(JsonNode? patch, JsonNode? original)
    {
        if (patch is not JsonArray operations)
        {
            throw new PatchException(PatchErrorKind.Malformed, "a JSON patch must be a list of operations");
        }

        if (operations.Count > MaxOperations)
        {
            throw new PatchException(
                PatchErrorKind.Malformed, $"a JSON patch may have {MaxOperations} operations, this one has {operations.Count}");
        }

        var document = original?.DeepClone();
        var copied = 0;
        for (var i = 0; i < operations.Count; i++)
        {
            Carry(Operation.Read(i, operations[i]), ref document, ref copied);
        }

        return document;
    }

    private static void Carry(Operation operation, ref JsonNode? document, ref int copied)
    {
        var (path, value) = (operation.Path, operation.Value);
        switch (operation.Name)
        {
            case "add":
                operation.Require(path.TryAdd(ref document, value?.DeepClone()), $"there is no place {path}");
                break;
            case "remove":
                operation.Require(path.TryRemove(document), $"there is no {path}");
                break;
            case "replace":
                operation.Require(path.TryReplace(ref document, value?.DeepClone()), $"there is no {path}");
                break;
            case "test":
                operation.Require(path.TryGet(document, out var found), $"there is no {path}");
                operation.Require(JsonNode.DeepEquals(found, value), $"{path} has another value");
                break;
            case "move":
                var from = operation.From!;
                operation.Require(!path.IsBelow(from), $"{from} cannot move into itself");
                operation.Require(from.TryGet(document, out var moved), $"there is no {from}");
                if (!from.Same(path))
                {
                    operation.Require(from.TryRemove(document), $"{from} cannot be moved");
                    operation.Require(path.TryAdd(ref document, moved), $"there is no place {path}");
                }

                break;
            default:
                operation.Require(operation.From!.TryGet(document, out var source), $"there is no {operation.From}");
                copied += source?.ToJsonString().Length ?? 0;
                operation.Require(copied <= MaxCopied, $"its copies add more than {MaxCopied} characters");
                operation.Require(path.TryAdd(ref document, source?.DeepClone()), $"there is no place {path}");
                break;
        }
    }

    private sealed record Operation(int Index, string Name, JsonPointer Path, JsonPointer? From, JsonNode? Value)
    {
        public static Operation Read(int index, JsonNode? node)
        {
            if (node is not JsonObject operation)
            {
                throw Malformed(index, "must be an object");
            }

            var name = Text(operation["op"]);
            if (name is not ("add" or "remove" or "replace" or "move" or "copy" or "test"))
            {
                throw Malformed(index, "needs op, one of add, remove, replace, move, copy and test");
            }

            if (name is "add" or "replace" or "test" && !operation.ContainsKey("value"))
            {
                throw Malformed(index, $"{name} needs a value");
            }

            return new Operation(
                index,
                name,
                Pointer(index, operation, "path"),
                name is "move" or "copy" ? Pointer(index, operation, "from") : null,
                operation["value"]);
        }

        public void Require(bool condition, string otherwise)
        {
            if (!condition)
            {
                throw new PatchException(PatchErrorKind.Inapplicable, $"operation {Index} ({Name}): {otherwise}");
            }
        }

        private static JsonPointer Pointer(int index, JsonObject operation, string field) =>
            Text(operation[field]) is { } text && JsonPointer.Parse(text) is { } pointer
                ? pointer
                : throw Malformed(index, $"needs {field}, a JSON pointer such as /metadata/labels/app");

        private static string? Text(JsonNode? node) =>
            node?.GetValueKind() == JsonValueKind.String ? node.GetValue<string>() : null;

        private static PatchException Malformed(int index, string why) =>
            new(PatchErrorKind.Malformed, $"operation {index} {why}");
    }
}
