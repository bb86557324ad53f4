using System.Collections;
using System.Reflection;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Agent.Kubernetes.Tests.Models;

/// <summary>What every generated model promises, tried on each of them with every field set.</summary>
public sealed class GeneratedModelsTests
{
    public static TheoryData<Type> All =>
        [.. typeof(V1Pod).Assembly.GetExportedTypes().Where(t => t.GetProperties().Any(IsField)).OrderBy(t => t.Name, StringComparer.Ordinal)];

    [Theory]
    [MemberData(nameof(All))]
    public void Model_WrittenAndReadBack_IsEqual(Type type)
    {
        var full = Full(type);

        var json = JsonSerializer.SerializeToUtf8Bytes(full, type, KubernetesJsonContext.Default);
        var back = JsonSerializer.Deserialize(json, type, KubernetesJsonContext.Default)!;

        Assert.True(full.Equals(back));
        Assert.Equal(full.GetHashCode(), back.GetHashCode());
        Assert.Equal(json, JsonSerializer.SerializeToUtf8Bytes(back, type, KubernetesJsonContext.Default));
        Assert.Equal(
            type.GetProperties().Where(IsField).Select(JsonName).Order(StringComparer.Ordinal),
            JsonDocument.Parse(json).RootElement.EnumerateObject().Select(p => p.Name).Order(StringComparer.Ordinal));
    }

    [Theory]
    [MemberData(nameof(All))]
    public void Model_WithOneFieldUnset_IsNotEqual(Type type)
    {
        foreach (var property in type.GetProperties().Where(IsField))
        {
            var other = Full(type);
            property.SetValue(other, null);

            Assert.False(Full(type).Equals(other), property.Name);
        }
    }

    [Theory]
    [MemberData(nameof(All))]
    public void Model_ReadFromEmptyObject_EqualsANewOneAndHasNoNullWhereRequired(Type type)
    {
        var read = JsonSerializer.Deserialize("{}"u8, type, KubernetesJsonContext.Default)!;
        var made = Activator.CreateInstance(type)!;
        var nullability = new NullabilityInfoContext();

        Assert.Equal(made, read);
        Assert.All(
            type.GetProperties().Where(IsField).Where(p => nullability.Create(p).ReadState == NullabilityState.NotNull),
            p => Assert.NotNull(p.GetValue(read)));
    }

    [Theory]
    [MemberData(nameof(All))]
    public void Model_FieldTable_NamesTheSameFields(Type type) =>
        Assert.Equal(
            type.GetProperties().Where(IsField).Select(JsonName).Order(StringComparer.Ordinal),
            ApiType.Get(ApiTypeTable.NameOf(type)!).Fields.Keys.Order(StringComparer.Ordinal));

    private static bool IsField(PropertyInfo property) => property.GetCustomAttribute<JsonPropertyNameAttribute>() is not null;

    private static string JsonName(PropertyInfo property) => property.GetCustomAttribute<JsonPropertyNameAttribute>()!.Name;

    private static object Full(Type type)
    {
        var model = Activator.CreateInstance(type)!;
        foreach (var property in type.GetProperties().Where(IsField))
        {
            property.SetValue(model, Value(property.PropertyType));
        }

        return model;
    }

    private static object Value(Type type)
    {
        type = Nullable.GetUnderlyingType(type) ?? type;
        if (type.IsGenericType && type.GetGenericTypeDefinition() == typeof(IReadOnlyList<>))
        {
            var list = (IList)Activator.CreateInstance(typeof(List<>).MakeGenericType(type.GetGenericArguments()))!;
            list.Add(Value(type.GetGenericArguments()[0]));
            return list;
        }

        if (type.IsGenericType)
        {
            var map = (IDictionary)Activator.CreateInstance(typeof(Dictionary<,>).MakeGenericType(type.GetGenericArguments()))!;
            map["key"] = Value(type.GetGenericArguments()[1]);
            return map;
        }

        return type.Name switch
        {
            nameof(String) => "text",
            nameof(Boolean) => true,
            nameof(Int32) => 7,
            nameof(Int64) => 8L,
            nameof(DateTimeOffset) => new DateTimeOffset(2026, 1, 31, 12, 0, 0, TimeSpan.Zero),
            nameof(Quantity) => Quantity.Parse("1500m"),
            nameof(IntOrString) => new IntOrString("port"),
            nameof(JsonElement) => JsonDocument.Parse("""{"a":[1]}""").RootElement,
            "Byte[]" => new byte[] { 1, 2 },
            _ => Full(type),
        };
    }
}
