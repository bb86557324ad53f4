using System.Text.Json;
using System.Text.Json.Nodes;

namespace Agent.ApiServer.Protobuf;

/// <summary>
/// Go writes fields that are not set as empty text, 0 and false, unless they are pointers. The messages do not say which are, so
/// the fields whose 0 or false is a choice are named here.
/// </summary>
internal static class ProtobufZero
{
    private static readonly HashSet<string> Chosen = new(StringComparer.Ordinal)
    {
        "activeDeadlineSeconds", "allocateLoadBalancerNodePorts", "allowPrivilegeEscalation", "automountServiceAccountToken",
        "backoffLimit", "blockOwnerDeletion", "completions", "controller", "deletionGracePeriodSeconds", "enableServiceLinks",
        "expirationSeconds", "failedJobsHistoryLimit", "fsGroup", "gracePeriodSeconds", "hostUsers", "immutable", "maxSurge",
        "maxUnavailable", "minAvailable", "optional", "orphanDependents", "parallelism", "partition", "priority", "privileged",
        "readOnlyRootFilesystem", "replicas", "revisionHistoryLimit", "runAsGroup", "runAsNonRoot", "runAsUser",
        "setHostnameAsFQDN", "shareProcessNamespace", "successfulJobsHistoryLimit", "suspend", "terminationGracePeriodSeconds",
        "tolerationSeconds", "ttlSecondsAfterFinished", "value",
    };

    public static bool IsUnset(string field, JsonNode value) => value is JsonValue scalar && scalar.GetValueKind() switch
    {
        JsonValueKind.String => scalar.GetValue<string>().Length == 0,
        JsonValueKind.False => !Chosen.Contains(field),
        JsonValueKind.Number => scalar.GetValue<long>() == 0 && !Chosen.Contains(field),
        _ => false,
    };
}
