using System.Text.Json.Serialization;

namespace Agent.Node.Configuration;

public sealed partial record KubeletConfiguration
{
    /// <summary>Whether the node registers itself at the API server.</summary>
    [Flag("register-node")]
    public bool RegisterNode { get; init; } = true;

    /// <summary>Taints that the node registers with; later changes are not applied to an existing node.</summary>
    [Flag("register-with-taints", Syntax = FlagSyntax.Taints)]
    public IReadOnlyList<NodeTaint> RegisterWithTaints { get; init; } = [];

    /// <summary>Identifier of the machine at its provider, <c>provider://id</c>.</summary>
    [JsonPropertyName("providerID"), Flag("provider-id")]
    public string ProviderId { get; init; } = "";

    /// <summary>Time between two computations of the node's status.</summary>
    [Flag("node-status-update-frequency"), ZeroIsUnset]
    public TimeSpan NodeStatusUpdateFrequency { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>
    /// Longest time between two reports of a node status that did not change. The default is nodeStatusUpdateFrequency when
    /// only that one is set.
    /// </summary>
    [ZeroIsUnset]
    public TimeSpan NodeStatusReportFrequency { get; init; } = TimeSpan.FromMinutes(5);

    /// <summary>Seconds until the node's lease runs out; it is renewed every quarter of that.</summary>
    [ZeroIsUnset]
    public int NodeLeaseDurationSeconds { get; init; } = 40;

    /// <summary>Most images named in the node's status. -1: all.</summary>
    [Flag("node-status-max-images")]
    public int NodeStatusMaxImages { get; init; } = 50;

    /// <summary>Media type of requests to the API server.</summary>
    [Flag("kube-api-content-type"), ZeroIsUnset]
    public string ContentType { get; init; } = "application/vnd.kubernetes.protobuf";

    /// <summary>Requests per second to the API server, on average.</summary>
    [JsonPropertyName("kubeAPIQPS"), Flag("kube-api-qps")]
    public int KubeApiQps { get; init; } = 50;

    /// <summary>Requests to the API server that may exceed the average at once.</summary>
    [JsonPropertyName("kubeAPIBurst"), Flag("kube-api-burst"), ZeroIsUnset]
    public int KubeApiBurst { get; init; } = 100;

    /// <summary>Events per second, on average. 0: no limit.</summary>
    [JsonPropertyName("eventRecordQPS"), Flag("event-qps")]
    public int EventRecordQps { get; init; } = 50;

    /// <summary>Events that may exceed the average at once.</summary>
    [Flag("event-burst"), ZeroIsUnset]
    public int EventBurst { get; init; } = 100;

    /// <summary>How changes of configMaps and secrets are noticed.</summary>
    [ZeroIsUnset]
    public ChangeDetectionStrategy ConfigMapAndSecretChangeDetectionStrategy { get; init; } = ChangeDetectionStrategy.Watch;

    /// <summary>Whether a controller attaches volumes to this node, and not the node itself.</summary>
    [Flag("enable-controller-attach-detach")]
    public bool EnableControllerAttachDetach { get; init; } = true;
}
