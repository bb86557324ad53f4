using System.Collections;
using System.Collections.Concurrent;
using System.Globalization;
using System.Reflection;
using System.Text;
using Akka.Actor;
using Google.Protobuf;

namespace Agent.Simulation.Tracing;

/// <summary>
/// Writes a message as text that is the same in every process: by content and to any depth, never by an object's identity, its
/// hash code or the uid of an actor.
/// </summary>
internal static class MessageText
{
    private const int MaxDepth = 16;

    private static readonly ConcurrentDictionary<Type, PropertyInfo[]?> Records = new();

    public static void Append(StringBuilder text, object? value) => Append(text, value, 0);

    private static void Append(StringBuilder text, object? value, int depth)
    {
        switch (value)
        {
            case null:
                text.Append("null");
                break;
            case string plain:
                text.Append('"').Append(plain).Append('"');
                break;
            case DateTimeOffset or DateTime:
                text.Append(((IFormattable)value).ToString("O", CultureInfo.InvariantCulture));
                break;
            case Enum:
                text.Append(value.ToString());
                break;
            case IWrappedMessage wrapped:
                text.Append(value.GetType().Name).Append(' ');
                Append(text, wrapped.Message, depth + 1);
                break;
            case Terminated terminated:
                text.Append("Terminated ").Append(terminated.ActorRef.Path.ToStringWithoutAddress());
                break;
            case IActorRef actor:
                text.Append(actor.Path?.ToStringWithoutAddress() ?? "nobody");
                break;
            case IMessage message:
                text.Append(message.Descriptor.Name).Append(' ').Append(message.ToString());
                break;
            case Exception error:
                text.Append(error.GetType().Name).Append(": ").Append(error.Message);
                break;
            case ReadOnlyMemory<byte> bytes:
                text.Append(Convert.ToHexString(bytes.Span));
                break;
            case byte[] bytes:
                text.Append(Convert.ToHexString(bytes));
                break;
            case Delegate or Type or CancellationToken or Task:
                text.Append(value.GetType().Name);
                break;
            case IDictionary map:
                AppendSorted(text, map.Cast<object>(), depth);
                break;
            case IEnumerable items when IsUnordered(value.GetType()):
                AppendSorted(text, items.Cast<object>(), depth);
                break;
            case IEnumerable items:
                AppendAll(text, items, depth);
                break;
            case IFormattable number:
                text.Append(number.ToString(null, CultureInfo.InvariantCulture));
                break;
            default:
                AppendObject(text, value, depth);
                break;
        }
    }

    private static void AppendAll(StringBuilder text, IEnumerable items, int depth)
    {
        text.Append('[');
        var separator = "";
        foreach (var item in items)
        {
            text.Append(separator);
            Append(text, item, depth + 1);
            separator = ", ";
        }

        text.Append(']');
    }

    private static void AppendSorted(StringBuilder text, IEnumerable<object> items, int depth)
    {
        var texts = items.Select(item =>
        {
            var one = new StringBuilder();
            Append(one, item, depth + 1);
            return one.ToString();
        });
        text.Append('{').AppendJoin(", ", texts.Order(StringComparer.Ordinal)).Append('}');
    }

    private static void AppendObject(StringBuilder text, object value, int depth)
    {
        var type = value.GetType();
        text.Append(type.Name);
        if (depth > MaxDepth || Records.GetOrAdd(type, PropertiesOf) is not { } properties)
        {
            // A class that is no record: its own text, or nothing if it has none.
            if (type.GetMethod(nameof(ToString), Type.EmptyTypes)?.DeclaringType is { } declaring && declaring != typeof(object) && declaring != typeof(ValueType))
            {
                text.Append(' ').Append(value);
            }

            return;
        }

        text.Append(" {");
        foreach (var property in properties)
        {
            text.Append(' ').Append(property.Name).Append('=');
            Append(text, property.GetValue(value), depth + 1);
        }

        text.Append(" }");
    }

    /// <summary>The properties of a record or of a key with its value; null for other types.</summary>
    private static PropertyInfo[]? PropertiesOf(Type type)
    {
        var isRecord = type.GetMethod("PrintMembers", BindingFlags.Instance | BindingFlags.NonPublic) is not null;
        var isPair = type.IsGenericType && (type.GetGenericTypeDefinition() == typeof(KeyValuePair<,>));
        return isRecord || isPair
            ? [.. type.GetProperties(BindingFlags.Instance | BindingFlags.Public)
                .Where(p => p.GetMethod is not null && p.GetIndexParameters().Length == 0)
                .OrderBy(p => p.Name, StringComparer.Ordinal)]
            : null;
    }

    private static bool IsUnordered(Type type) => type.GetInterfaces().Any(i => i.IsGenericType
        && (i.GetGenericTypeDefinition() == typeof(IReadOnlyDictionary<,>) || i.GetGenericTypeDefinition() == typeof(ISet<>)
            || i.GetGenericTypeDefinition() == typeof(IReadOnlySet<>)));
}
