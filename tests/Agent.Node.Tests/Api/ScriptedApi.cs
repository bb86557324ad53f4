using System.Text;
using Agent.Kubernetes.Api;

namespace Agent.Node.Tests.Api;

/// <summary>An API server whose answers a test gives one by one.</summary>
internal sealed class ScriptedApi : IApiServer
{
    public List<Sent> Requests { get; } = [];

    public List<OpenWatch> Watches { get; } = [];

    /// <summary>Answers at once where it returns something.</summary>
    public Func<ApiRequest, ApiResponse?> Answer { get; set; } = _ => null;

    public static ApiResponse Json(string json, int code = 200) => new(code, Encoding.UTF8.GetBytes(json));

    public static ApiResponse Error(int code, string reason, string message = "no") =>
        Json($$"""{"kind":"Status","apiVersion":"v1","status":"Failure","reason":"{{reason}}","message":"{{message}}","code":{{code}}}""", code);

    public static WatchFrame Frame(WatchEventKind kind, string json) => new(kind, Encoding.UTF8.GetBytes(json));

    public Task<ApiResponse> SendAsync(ApiRequest request, CancellationToken cancellation)
    {
        var sent = new Sent(request, cancellation);
        Requests.Add(sent);
        if (Answer(request) is { } response)
        {
            sent.Reply.SetResult(response);
        }

        return sent.Reply.Task;
    }

    public Task<ApiWatchResult> WatchAsync(ApiRequest request, CancellationToken cancellation)
    {
        var watch = new OpenWatch(request);
        Watches.Add(watch);
        return watch.Opened.Task;
    }

    internal sealed record Sent(ApiRequest Request, CancellationToken Cancellation)
    {
        public TaskCompletionSource<ApiResponse> Reply { get; } = new();
    }

    internal sealed class OpenWatch(ApiRequest request) : IApiWatch
    {
        private TaskCompletionSource<IReadOnlyList<WatchFrame>>? _next;

        public ApiRequest Request { get; } = request;

        public TaskCompletionSource<ApiWatchResult> Opened { get; } = new();

        public bool IsDisposed { get; private set; }

        public string? Version => Request.Parameter("resourceVersion");

        public void Accept() => Opened.SetResult(new ApiWatchResult(this, null));

        public void Send(params WatchFrame[] frames) => Interlocked.Exchange(ref _next, null)!.SetResult(frames);

        public void Break(Exception exception) => Interlocked.Exchange(ref _next, null)!.SetException(exception);

        public Task<IReadOnlyList<WatchFrame>> NextAsync(CancellationToken cancellation)
        {
            Assert.Null(_next);
            _next = new TaskCompletionSource<IReadOnlyList<WatchFrame>>();
            return _next.Task;
        }

        public void Dispose() => IsDisposed = true;
    }
}
