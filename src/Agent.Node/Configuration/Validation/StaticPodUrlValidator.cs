namespace Agent.Node.Configuration.Validation;

/// <summary>Where static pods are fetched.</summary>
internal sealed class StaticPodUrlValidator : IConfigurationValidator
{
    public IEnumerable<Violation> Validate(KubeletConfiguration configuration) => Rules.Unless(
        configuration.StaticPodUrl.Length == 0 || IsUrl(configuration.StaticPodUrl),
        "staticPodURL",
        configuration.StaticPodUrl,
        "an absolute http or https URL, or nothing");

    private static bool IsUrl(string text) => Uri.TryCreate(text, UriKind.Absolute, out var url) && url.Scheme is ("http" or "https");
}
