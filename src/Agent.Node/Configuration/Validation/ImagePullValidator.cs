namespace Agent.Node.Configuration.Validation;

/// <summary>How images are pulled, and who may use those that are there.</summary>
internal sealed class ImagePullValidator : IConfigurationValidator
{
    public IEnumerable<Violation> Validate(KubeletConfiguration configuration)
    {
        if (configuration.MaxParallelImagePulls is { } pulls)
        {
            if (pulls < 1)
            {
                yield return new Violation("maxParallelImagePulls", pulls, "a whole number of 1 or more");
            }
            else if (pulls > 1 && configuration.SerializeImagePulls)
            {
                yield return new Violation("maxParallelImagePulls", pulls, "1, or serializeImagePulls to be false");
            }
        }

        var list = configuration.PreloadedImagesVerificationAllowlist;
        var usesList = configuration.ImagePullCredentialsVerificationPolicy ==
            ImagePullCredentialsVerificationPolicy.NeverVerifyAllowlistedImages;
        if (list.Count > 0 && !usesList)
        {
            yield return new Violation(
                "preloadedImagesVerificationAllowlist",
                string.Join(",", list),
                "nothing, or imagePullCredentialsVerificationPolicy to be NeverVerifyAllowlistedImages");
        }

        for (var i = 0; i < list.Count; i++)
        {
            if (!IsNameOrPrefix(list[i]))
            {
                yield return new Violation(
                    $"preloadedImagesVerificationAllowlist[{i}]",
                    list[i],
                    "an image without tag and digest, or a prefix that ends in /*");
            }
        }
    }

    private static bool IsNameOrPrefix(string image)
    {
        var name = image.EndsWith("/*", StringComparison.Ordinal) ? image[..^2] : image;
        var lastPart = name[(name.LastIndexOf('/') + 1)..];
        var isHost = lastPart.Length == name.Length && image.Length > name.Length;
        return name.Length > 0 && name.Trim() == name && !name.Contains('@') && !name.Contains('*') &&
            (isHost || !lastPart.Contains(':'));
    }
}
