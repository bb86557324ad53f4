using System.Text.Json;
using Agent.Kubernetes;
using Agent.Kubernetes.Api;

namespace Agent.Node.Events;

/// <summary>Requests that write events.</summary>
internal static class EventObjects
{
    /// <summary>The component that events come from.</summary>
    public const string Component = "kubelet";

    /// <summary>Namespace of events of objects that have none.</summary>
    public const string DefaultNamespace = "default";

    /// <summary>The request that writes an event: a new object, or the count of the one that is there.</summary>
    public static ApiRequest Request(WrittenEvent written, string node)
    {
        var space = written.Event.Subject.Namespace is { Length: > 0 } own ? own : DefaultNamespace;
        return written.IsRepeated
            ? ApiRequests.Patch(KubernetesResources.Events, space, written.Name, Counted(written), ApiContentTypes.StrategicMergePatch)
            : ApiRequests.Create(KubernetesResources.Events, space, Object(written, space, node));
    }

    private static Corev1Event Object(WrittenEvent written, string space, string node)
    {
        var subject = written.Event.Subject;
        return new Corev1Event
        {
            ApiVersion = Corev1Event.KubeApiVersion,
            Kind = Corev1Event.KubeKind,
            Metadata = new V1ObjectMeta
            {
                Name = written.Name,
                Namespace = space,
                Annotations = written.Event.Annotations.IsEmpty ? null : written.Event.Annotations,
            },
            InvolvedObject = new V1ObjectReference
            {
                ApiVersion = subject.ApiVersion,
                Kind = subject.Kind,
                Namespace = NullIfEmpty(subject.Namespace),
                Name = subject.Name,
                Uid = NullIfEmpty(subject.Uid),
                FieldPath = NullIfEmpty(subject.FieldPath),
                ResourceVersion = NullIfEmpty(subject.ResourceVersion),
            },
            Reason = written.Event.Reason,
            Message = written.Event.Message,
            Type = written.Event.Kind.ToString(),
            Source = new V1EventSource { Component = Component, Host = node },
            ReportingComponent = Component,
            ReportingInstance = node,
            FirstTimestamp = WholeSeconds(written.First),
            LastTimestamp = WholeSeconds(written.Last),
            Count = written.Count,
        };
    }

    private static ReadOnlyMemory<byte> Counted(WrittenEvent written)
    {
        var buffer = new System.Buffers.ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(buffer))
        {
            writer.WriteStartObject();
            writer.WriteNumber("count", written.Count);
            writer.WriteString("lastTimestamp", WholeSeconds(written.Last).UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", System.Globalization.CultureInfo.InvariantCulture));
            writer.WriteString("message", written.Event.Message);
            writer.WriteEndObject();
        }

        return buffer.WrittenMemory;
    }

    private static DateTimeOffset WholeSeconds(DateTimeOffset time) => new(time.Ticks - (time.Ticks % TimeSpan.TicksPerSecond), time.Offset);

    private static string? NullIfEmpty(string text) => text.Length == 0 ? null : text;
}
