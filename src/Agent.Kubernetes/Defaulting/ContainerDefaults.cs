using Agent.Kubernetes.Images;

namespace Agent.Kubernetes.Defaulting;

/// <summary>Defaults of a container of any sort.</summary>
internal static class ContainerDefaults
{
    public const string TerminationMessagePath = "/dev/termination-log";

    public static V1Container Apply(V1Container container, bool hostNetwork) => container with
    {
        ImagePullPolicy = PullPolicy(container.ImagePullPolicy, container.Image),
        TerminationMessagePath = Or(container.TerminationMessagePath, TerminationMessagePath),
        TerminationMessagePolicy = Or(container.TerminationMessagePolicy, "File"),
        Ports = container.Ports?.Select(p => Port(p, hostNetwork)).ToList(),
        Env = container.Env?.Select(Env).ToList(),
        Resources = ResourceDefaults.OfContainer(container.Resources),
        LivenessProbe = Probe(container.LivenessProbe),
        ReadinessProbe = Probe(container.ReadinessProbe),
        StartupProbe = Probe(container.StartupProbe),
        Lifecycle = Lifecycle(container.Lifecycle),
    };

    public static V1EphemeralContainer Apply(V1EphemeralContainer container) => container with
    {
        ImagePullPolicy = PullPolicy(container.ImagePullPolicy, container.Image),
        TerminationMessagePath = Or(container.TerminationMessagePath, TerminationMessagePath),
        TerminationMessagePolicy = Or(container.TerminationMessagePolicy, "File"),
        Ports = container.Ports?.Select(p => Port(p, hostNetwork: false)).ToList(),
        Env = container.Env?.Select(Env).ToList(),
        LivenessProbe = Probe(container.LivenessProbe),
        ReadinessProbe = Probe(container.ReadinessProbe),
        StartupProbe = Probe(container.StartupProbe),
        Lifecycle = Lifecycle(container.Lifecycle),
    };

    /// <summary>Always for the tag latest, given or implied; else, and for a name that cannot be read, IfNotPresent.</summary>
    public static string PullPolicy(string? policy, string? image) =>
        Or(policy, ImageReference.TryParse(image, out var reference) && reference.IsLatest ? "Always" : "IfNotPresent");

    public static V1ObjectFieldSelector? FieldRef(V1ObjectFieldSelector? selector) =>
        selector is null ? null : selector with { ApiVersion = Or(selector.ApiVersion, "v1") };

    [return: System.Diagnostics.CodeAnalysis.NotNullIfNotNull(nameof(fallback))]
    public static string? Or(string? value, string? fallback) => string.IsNullOrEmpty(value) ? fallback : value;

    private static V1ContainerPort Port(V1ContainerPort port, bool hostNetwork) => port with
    {
        Protocol = Or(port.Protocol, "TCP"),
        HostPort = hostNetwork && port.HostPort is null or 0 ? port.ContainerPort : port.HostPort,
    };

    private static V1EnvVar Env(V1EnvVar env) => env.ValueFrom?.FieldRef is null
        ? env
        : env with { ValueFrom = env.ValueFrom with { FieldRef = FieldRef(env.ValueFrom.FieldRef) } };

    private static V1Probe? Probe(V1Probe? probe) => probe is null ? null : probe with
    {
        TimeoutSeconds = OrIfZero(probe.TimeoutSeconds, 1),
        PeriodSeconds = OrIfZero(probe.PeriodSeconds, 10),
        SuccessThreshold = OrIfZero(probe.SuccessThreshold, 1),
        FailureThreshold = OrIfZero(probe.FailureThreshold, 3),
        HttpGet = HttpGet(probe.HttpGet),
        Grpc = probe.Grpc is null ? null : probe.Grpc with { Service = probe.Grpc.Service ?? "" },
    };

    private static V1Lifecycle? Lifecycle(V1Lifecycle? lifecycle) => lifecycle is null ? null : lifecycle with
    {
        PostStart = Handler(lifecycle.PostStart),
        PreStop = Handler(lifecycle.PreStop),
    };

    private static V1LifecycleHandler? Handler(V1LifecycleHandler? handler) =>
        handler is null ? null : handler with { HttpGet = HttpGet(handler.HttpGet) };

    private static V1HTTPGetAction? HttpGet(V1HTTPGetAction? action) => action is null ? null : action with
    {
        Path = Or(action.Path, "/"),
        Scheme = Or(action.Scheme, "HTTP"),
    };

    private static int OrIfZero(int? value, int fallback) => value is null or 0 ? fallback : value.Value;
}
