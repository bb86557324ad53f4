using Agent.Cri;
using Microsoft.Extensions.Logging;

namespace Agent.Hosting;

/// <summary>The clients of the container runtime: one, unless the image service is somewhere else.</summary>
internal sealed class RuntimeClients : IDisposable
{
    private readonly CriClient _runtime;
    private readonly CriClient _images;

    public RuntimeClients(CriEndpoint runtime, CriEndpoint images, ILoggerFactory loggers)
    {
        _runtime = new CriClient(runtime, loggers);
        _images = images == runtime ? _runtime : new CriClient(images, loggers);
    }

    public IRuntimeService Runtime => _runtime;

    public IImageService Images => _images;

    /// <inheritdoc/>
    public void Dispose()
    {
        _runtime.Dispose();
        _images.Dispose();
    }
}
