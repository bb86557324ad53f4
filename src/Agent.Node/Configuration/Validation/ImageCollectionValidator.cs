namespace Agent.Node.Configuration.Validation;

/// <summary>When unused images are deleted.</summary>
internal sealed class ImageCollectionValidator : IConfigurationValidator
{
    public IEnumerable<Violation> Validate(KubeletConfiguration configuration)
    {
        var (high, low) = (configuration.ImageGcHighThresholdPercent, configuration.ImageGcLowThresholdPercent);
        var (minimum, maximum) = (configuration.ImageMinimumGcAge, configuration.ImageMaximumGcAge);
        return
        [
            .. Rules.Between("imageGCHighThresholdPercent", high, 0, 100),
            .. Rules.Between("imageGCLowThresholdPercent", low, 0, 100),
            .. Rules.Unless(
                low < high,
                "imageGCLowThresholdPercent",
                low,
                $"less than imageGCHighThresholdPercent, which is {high}"),
            .. Rules.AtLeast("imageMinimumGCAge", minimum, TimeSpan.Zero),
            .. Rules.AtLeast("imageMaximumGCAge", maximum, TimeSpan.Zero),
            .. Rules.Unless(
                maximum <= TimeSpan.Zero || maximum > minimum,
                "imageMaximumGCAge",
                maximum,
                $"0s, or more than imageMinimumGCAge, which is {GoDuration.Format(minimum)}"),
        ];
    }
}
