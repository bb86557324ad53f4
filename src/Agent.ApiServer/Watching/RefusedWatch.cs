using Agent.Kubernetes.Api;

namespace Agent.ApiServer.Watching;

/// <summary>A watch whose one event is an error.</summary>
internal sealed class RefusedWatch(WatchFrame error) : IApiWatch
{
    private bool _told;

    public Task<IReadOnlyList<WatchFrame>> NextAsync(CancellationToken cancellation)
    {
        IReadOnlyList<WatchFrame> frames = _told ? [] : [error];
        _told = true;
        return Task.FromResult(frames);
    }

    public void Dispose()
    {
    }
}
