using System.Collections;
using System.Globalization;
using Google.Protobuf;
using Google.Protobuf.Reflection;

namespace Agent.Cri.Tests.Protocol;

/// <summary>Makes messages with something in every field, and two of everything that repeats.</summary>
internal static class MessageFiller
{
    /// <summary>A filled message; another seed gives other values.</summary>
    public static IMessage Fill(MessageDescriptor type, int seed = 1)
    {
        var message = type.Parser.ParseFrom(ByteString.Empty);
        foreach (var field in type.Fields.InFieldNumberOrder())
        {
            var at = (seed * 31) + field.FieldNumber;
            if (field.IsMap)
            {
                var (key, value) = (field.MessageType.Fields[1], field.MessageType.Fields[2]);
                var map = (IDictionary)field.Accessor.GetValue(message);
                map.Add(One(key, at), One(value, at));
                map.Add(One(key, at + 1), One(value, at + 1));
            }
            else if (field.IsRepeated)
            {
                var list = (IList)field.Accessor.GetValue(message);
                list.Add(One(field, at));
                list.Add(One(field, at + 1));
            }
            else
            {
                field.Accessor.SetValue(message, One(field, at));
            }
        }

        return message;
    }

    private static object One(FieldDescriptor field, int at) => field.FieldType switch
    {
        FieldType.String => string.Create(CultureInfo.InvariantCulture, $"{field.Name} {at} é"),
        FieldType.Bytes => ByteString.CopyFrom(0, 255, (byte)at),
        FieldType.Bool => true,
        FieldType.Int32 => -at,
        FieldType.UInt32 => uint.MaxValue - (uint)at,
        FieldType.Int64 => long.MinValue + at,
        FieldType.UInt64 => ulong.MaxValue - (ulong)at,
        FieldType.Double => at + 0.25,
        FieldType.Enum => Enum.ToObject(field.EnumType.ClrType, field.EnumType.Values[^1].Number),
        FieldType.Message => Fill(field.MessageType, at),
        var other => throw new InvalidOperationException($"CRI has no {other} fields"),
    };
}
