using Agent.ApiServer.Access;
using Agent.ApiServer.Admission;
using Agent.ApiServer.Errors;
using Agent.ApiServer.Requests;
using Agent.ApiServer.Store;
using Agent.ApiServer.Tokens;
using Agent.Kubernetes.Api;

namespace Agent.ApiServer;

/// <summary>
/// The API server within this process: the port that a client of a real one implements too. Requests are answered before the
/// call returns; a watch's next events are there when something has happened. Nothing happens by itself: the owner of the clock
/// calls <see cref="Pulse"/>.
/// </summary>
public sealed class StoreApiServer : IApiServer
{
    private const int KeyBytes = 32;

    private readonly StoreApiServerOptions _options;
    private readonly RequestRouter _router;
    private readonly EventExpiry _events;

    /// <summary>A server with the namespaces and the service that every cluster has.</summary>
    public StoreApiServer(StoreApiServerOptions options)
        : this(options, null)
    {
    }

    /// <summary>A server that goes on from what another has written down.</summary>
    internal StoreApiServer(StoreApiServerOptions options, Action<ObjectStore>? restore)
    {
        ArgumentNullException.ThrowIfNull(options);
        _options = options;
        Store = new ObjectStore(options.Store);
        restore?.Invoke(Store);
        var signer = options.TokenSigner ?? new HmacTokenSigner(RandomKey(options.Store.Random));
        Context = new RequestContext(
            Store, new ServiceAccountTokens(signer, options.TokenIssuer, options.Store.Time), options.Admission);
        Authenticator = new Authenticator(Context, options.Tokens);
        _events = new EventExpiry(Store);
        _router = new RequestRouter(Context, new AccessReviews(Authenticator, options.Authorize));
        ClusterObjects.Ensure(Context);
    }

    /// <summary>The objects.</summary>
    public ObjectStore Store { get; }

    /// <summary>When <see cref="Pulse"/> has something to do next; null: nothing is due.</summary>
    public DateTimeOffset? NextPulse => (Store.NextPulse, _events.Next) switch
    {
        ({ } watches, { } events) => watches < events ? watches : events,
        (var watches, var events) => watches ?? events,
    };

    internal RequestContext Context { get; }

    internal Authenticator Authenticator { get; }

    internal RequestRouter Router => _router;

    /// <summary>Sends bookmarks, ends watches at their time-out and removes old events, as far as they are due.</summary>
    public void Pulse()
    {
        Store.Pulse();
        _events.Remove();
    }

    /// <inheritdoc/>
    public Task<ApiResponse> SendAsync(ApiRequest request, CancellationToken cancellation) =>
        cancellation.IsCancellationRequested
            ? Task.FromCanceled<ApiResponse>(cancellation)
            : Task.FromResult(Send(request, _options.User));

    /// <inheritdoc/>
    public Task<ApiWatchResult> WatchAsync(ApiRequest request, CancellationToken cancellation) =>
        cancellation.IsCancellationRequested
            ? Task.FromCanceled<ApiWatchResult>(cancellation)
            : Task.FromResult(Watch(request));

    internal ApiResponse Send(ApiRequest request, UserInfo user)
    {
        try
        {
            return _router.Send(request, user);
        }
        catch (ApiErrorException refused)
        {
            return refused.ToResponse();
        }
    }

    internal ApiWatchResult Watch(ApiRequest request)
    {
        try
        {
            return _router.Watch(request);
        }
        catch (ApiErrorException refused)
        {
            return new ApiWatchResult(null, refused.ToResponse());
        }
    }

    private static byte[] RandomKey(Random random)
    {
        var key = new byte[KeyBytes];
        random.NextBytes(key);
        return key;
    }
}
