using Agent.Cri.Protocol;
using Microsoft.Extensions.Logging;

namespace Agent.Cri;

/// <summary>
/// A runtime behind a unix socket, over gRPC. Safe for any thread and any number of calls at once; they share one
/// connection, which is made by the first call and made anew by the next call after it was lost.
/// </summary>
public sealed partial class CriClient : IRuntimeService, IImageService, IDisposable
{
    private readonly CriInvoker _calls;
    private readonly RuntimeService.RuntimeServiceClient _runtime;
    private readonly ImageService.ImageServiceClient _images;

    /// <summary>Makes a client; it does not connect yet.</summary>
    /// <param name="endpoint">The runtime's socket. It need not exist yet.</param>
    /// <param name="loggers">Takes the transport's own log; none if null.</param>
    public CriClient(CriEndpoint endpoint, ILoggerFactory? loggers = null)
    {
        var channel = CriChannel.Open(endpoint, loggers);
        Endpoint = endpoint;
        _calls = new CriInvoker(endpoint, channel, Capabilities);
        _runtime = new RuntimeService.RuntimeServiceClient(channel);
        _images = new ImageService.ImageServiceClient(channel);
    }

    /// <summary>Where the runtime is.</summary>
    public CriEndpoint Endpoint { get; }

    /// <summary>What this runtime turned out to have and to lack.</summary>
    public CriCapabilities Capabilities { get; } = new();

    /// <summary>Ends all calls, those under way and any later one, with Unavailable.</summary>
    public void Dispose() => _calls.Dispose();
}
