using System.Text.Json.Serialization;

namespace Agent.Node.Containers;

[JsonSerializable(typeof(string))]
internal sealed partial class ContainerHashJson : JsonSerializerContext;
