namespace Agent.Node.Configuration.Validation;

/// <summary>The node's status and lease.</summary>
internal sealed class NodeStatusValidator : IConfigurationValidator
{
    public IEnumerable<Violation> Validate(KubeletConfiguration configuration) =>
    [
        .. Rules.AtLeast("nodeLeaseDurationSeconds", configuration.NodeLeaseDurationSeconds, 1),
        .. Rules.AtLeast("nodeStatusMaxImages", configuration.NodeStatusMaxImages, -1),
        .. Rules.AtLeast("nodeStatusUpdateFrequency", configuration.NodeStatusUpdateFrequency, TimeSpan.FromMilliseconds(1)),
        .. Rules.AtLeast("nodeStatusReportFrequency", configuration.NodeStatusReportFrequency, TimeSpan.FromMilliseconds(1)),
    ];
}
