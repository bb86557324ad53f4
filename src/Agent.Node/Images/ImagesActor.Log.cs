using Microsoft.Extensions.Logging;

namespace Agent.Node.Images;

internal sealed partial class ImagesActor
{
    [LoggerMessage(1, LogLevel.Information, "Pulling image {Image}")]
    private partial void LogPulling(string image);

    [LoggerMessage(2, LogLevel.Information, "Pulled image {Image} in {Seconds} s")]
    private partial void LogPulled(string image, double seconds);

    [LoggerMessage(3, LogLevel.Warning, "Image {Image} could not be pulled: {Why}")]
    private partial void LogPullFailed(string image, string why);

    [LoggerMessage(4, LogLevel.Warning, "Pull of image {Image} has run for {Minutes} min: other pulls no longer wait for it")]
    private partial void LogPullIsLong(string image, double minutes);

    [LoggerMessage(5, LogLevel.Warning, "Credentials in {Path} could not be read: {Why}")]
    private partial void LogCredentialsFailed(string path, string why);
}
