namespace Agent.Node.Configuration.Validation;

/// <summary>Where the container runtime and the image service are: a unix socket, or the agent's own runtime.</summary>
internal sealed class RuntimeEndpointValidator : IConfigurationValidator
{
    private const string Allowed = "unix:///path/to.sock, an absolute path or embedded://";

    public IEnumerable<Violation> Validate(KubeletConfiguration configuration) =>
    [
        .. Rules.Unless(
            IsEndpoint(configuration.ContainerRuntimeEndpoint),
            "containerRuntimeEndpoint",
            configuration.ContainerRuntimeEndpoint,
            Allowed),
        .. Rules.Unless(
            configuration.ImageServiceEndpoint.Length == 0 || IsEndpoint(configuration.ImageServiceEndpoint),
            "imageServiceEndpoint",
            configuration.ImageServiceEndpoint,
            Allowed),
    ];

    private static bool IsEndpoint(string endpoint) =>
        endpoint is "embedded://" ||
        (endpoint.StartsWith("unix:///", StringComparison.Ordinal) && endpoint.Length > "unix:///".Length) ||
        (endpoint.StartsWith('/') && endpoint.Length > 1);
}
