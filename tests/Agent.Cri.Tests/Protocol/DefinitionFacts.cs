using System.Globalization;
using Google.Protobuf.Reflection;

namespace Agent.Cri.Tests.Protocol;

/// <summary>Writes a file's definitions, and those of the files it imports, as lines of Data/cri-v1.tsv.</summary>
internal static class DefinitionFacts
{
    public static IEnumerable<string> Of(params FileDescriptor[] files)
        => WithImports(files).SelectMany(file =>
            file.Services.SelectMany(OfService)
                .Concat(file.MessageTypes.SelectMany(OfMessage))
                .Concat(file.EnumTypes.SelectMany(OfEnum)));

    public static IReadOnlyCollection<FileDescriptor> WithImports(params FileDescriptor[] files)
    {
        var seen = new HashSet<FileDescriptor>();
        var pending = new Stack<FileDescriptor>(files);
        while (pending.TryPop(out var file))
        {
            if (seen.Add(file))
            {
                foreach (var import in file.Dependencies)
                {
                    pending.Push(import);
                }
            }
        }

        return seen;
    }

    private static IEnumerable<string> OfService(ServiceDescriptor service)
        => service.Methods.Select(method => string.Join(
            '\t',
            "rpc",
            $"{service.Name}.{method.Name}",
            (method.IsClientStreaming ? "stream " : "") + method.InputType.Name,
            (method.IsServerStreaming ? "stream " : "") + method.OutputType.Name));

    private static IEnumerable<string> OfMessage(MessageDescriptor message)
    {
        yield return $"message\t{message.Name}";
        foreach (var field in message.Fields.InDeclarationOrder())
        {
            var number = field.FieldNumber.ToString(CultureInfo.InvariantCulture);
            yield return $"field\t{message.Name}.{field.Name}\t{number}\t{TypeOf(field)}";
        }

        foreach (var value in message.EnumTypes.SelectMany(OfEnum))
        {
            yield return value;
        }
    }

    private static IEnumerable<string> OfEnum(EnumDescriptor type)
    {
        var name = type.ContainingType is { } outer ? $"{outer.Name}.{type.Name}" : type.Name;
        return type.Values.Select(value => $"value\t{name}.{value.Name}\t{value.Number.ToString(CultureInfo.InvariantCulture)}");
    }

    private static string TypeOf(FieldDescriptor field)
    {
        if (field.IsMap)
        {
            var entry = field.MessageType.Fields;
            return $"map<{SingleTypeOf(entry[1])},{SingleTypeOf(entry[2])}>";
        }

        return (field.IsRepeated ? "repeated " : "") + SingleTypeOf(field);
    }

    private static string SingleTypeOf(FieldDescriptor field) => field.FieldType switch
    {
        FieldType.Message => field.MessageType.Name,
        FieldType.Enum => field.EnumType.Name,
        var scalar => scalar.ToString().ToLowerInvariant(),
    };
}
