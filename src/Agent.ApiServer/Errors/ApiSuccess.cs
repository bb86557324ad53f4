using Agent.ApiServer.Resources;
using Agent.Kubernetes;
using Agent.Kubernetes.Api;

namespace Agent.ApiServer.Errors;

/// <summary>Answers of success that are no object.</summary>
internal static class ApiSuccess
{
    public static ApiResponse Deleted(ResourceDefinition definition, string name, string uid) => Answer(200, new V1StatusDetails
    {
        Name = name,
        Group = definition.Resource.Group.Length == 0 ? null : definition.Resource.Group,
        Kind = definition.Resource.Plural,
        Uid = uid,
    });

    public static ApiResponse Created() => Answer(201, null);

    private static ApiResponse Answer(int code, V1StatusDetails? details) =>
        new(code, KubernetesJson.SerializeToUtf8Bytes(new V1Status
        {
            ApiVersion = "v1",
            Kind = "Status",
            Status = "Success",
            Code = details is null ? code : null,
            Details = details,
        }));
}
