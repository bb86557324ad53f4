namespace Agent.Node.Configuration.Validation;

/// <summary>Where container logs are and when they are rotated.</summary>
internal sealed class ContainerLogValidator : IConfigurationValidator
{
    public IEnumerable<Violation> Validate(KubeletConfiguration configuration) =>
    [
        .. Rules.Unless(
            IsCleanAbsolutePath(configuration.PodLogsDir),
            "podLogsDir",
            configuration.PodLogsDir,
            "an absolute ASCII path without '.', '..' and doubled '/'"),
        .. Rules.Unless(
            Kubernetes.Quantity.TryParse(configuration.ContainerLogMaxSize, out var size) && size.Sign != 0,
            "containerLogMaxSize",
            configuration.ContainerLogMaxSize,
            "a quantity of bytes such as 10Mi, negative for no limit"),
        .. Rules.AtLeast("containerLogMaxFiles", configuration.ContainerLogMaxFiles, 2),
        .. Rules.AtLeast("containerLogMaxWorkers", configuration.ContainerLogMaxWorkers, 1),
        .. Rules.AtLeast("containerLogMonitorInterval", configuration.ContainerLogMonitorInterval, TimeSpan.FromSeconds(3)),
    ];

    private static bool IsCleanAbsolutePath(string path) =>
        path.StartsWith('/') && path.All(char.IsAscii) &&
        (path == "/" || path[1..].Split('/').All(part => part is not ("" or "." or "..")));
}
