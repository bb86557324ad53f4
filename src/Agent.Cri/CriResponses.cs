using Agent.Cri.Protocol;
using Google.Protobuf;
using Grpc.Core;

namespace Agent.Cri;

/// <summary>
/// Says which replies of a runtime are not usable. The kubelet refuses the same ones: what it goes on to do with an empty
/// ID or a status without metadata would be worse than an error.
/// </summary>
public static class CriResponses
{
    /// <summary>Refuses a reply that is not usable.</summary>
    /// <param name="response">A reply to any CRI call, or a status out of an event or of another reply.</param>
    /// <returns>The same reply.</returns>
    /// <exception cref="RpcException">
    /// It is not usable: <see cref="StatusCode.Internal"/>, with the text of <see cref="Fault"/>.
    /// </exception>
    public static T Validate<T>(T response)
        where T : IMessage
        => Fault(response) is { } fault ? throw new RpcException(new Status(StatusCode.Internal, fault)) : response;

    /// <summary>What is wrong with a reply, naming its fields as the CRI does; null if it is usable.</summary>
    public static string? Fault(IMessage response)
    {
        ArgumentNullException.ThrowIfNull(response);
        var missing = Missing(response).ToList();
        return missing.Count == 0
            ? null
            : $"the runtime's {response.Descriptor.Name} is not usable{Whose(response)}: not set: {string.Join(", ", missing)}";
    }

    private static IEnumerable<string> Missing(IMessage response) => response switch
    {
        VersionResponse r => Unset(
            ("version", r.Version.Length > 0),
            ("runtime_name", r.RuntimeName.Length > 0),
            ("runtime_version", r.RuntimeVersion.Length > 0),
            ("runtime_api_version", r.RuntimeApiVersion.Length > 0)),
        StatusResponse r => Unset(
            ("condition RuntimeReady", HasCondition(r, "RuntimeReady")),
            ("condition NetworkReady", HasCondition(r, "NetworkReady"))),
        RunPodSandboxResponse r => Unset(("pod_sandbox_id", r.PodSandboxId.Length > 0)),
        CreateContainerResponse r => Unset(("container_id", r.ContainerId.Length > 0)),
        PullImageResponse r => Unset(("image_ref", r.ImageRef.Length > 0)),
        ExecResponse r => Unset(("url", r.Url.Length > 0)),
        AttachResponse r => Unset(("url", r.Url.Length > 0)),
        PortForwardResponse r => Unset(("url", r.Url.Length > 0)),
        PodSandboxStatusResponse r => r.Status is null ? ["status"] : Missing(r.Status),
        ContainerStatusResponse r => r.Status is null ? ["status"] : Missing(r.Status),
        PodSandboxStatus status => Unset(
            ("id", status.Id.Length > 0),
            ("metadata.name", status.Metadata?.Name.Length > 0),
            ("metadata.namespace", status.Metadata?.Namespace.Length > 0),
            ("metadata.uid", status.Metadata?.Uid.Length > 0),
            ("created_at", status.CreatedAt != 0)),
        ContainerStatus status => Unset(
            ("id", status.Id.Length > 0),
            ("metadata.name", status.Metadata?.Name.Length > 0),
            ("created_at", status.CreatedAt != 0),
            ("image.image", status.Image?.Image.Length > 0),
            ("image_ref", status.ImageRef.Length > 0)),
        ImageStatusResponse { Image: { } image } => Unset(("image.id", image.Id.Length > 0), ("image.size", image.Size > 0)),
        _ => [],
    };

    private static IEnumerable<string> Unset(params (string Field, bool IsSet)[] fields)
        => fields.Where(field => !field.IsSet).Select(field => field.Field);

    private static bool HasCondition(StatusResponse response, string type)
        => response.Status?.Conditions.Any(condition => condition.Type == type) == true;

    private static string Whose(IMessage response)
    {
        var id = response switch
        {
            PodSandboxStatusResponse r => r.Status?.Id,
            ContainerStatusResponse r => r.Status?.Id,
            PodSandboxStatus status => status.Id,
            ContainerStatus status => status.Id,
            ImageStatusResponse r => r.Image?.Id,
            _ => null,
        };
        return string.IsNullOrEmpty(id) ? "" : $" (of {id})";
    }
}
