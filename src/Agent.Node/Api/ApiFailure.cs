namespace Agent.Node.Api;

/// <summary>Why a request to the API server failed.</summary>
/// <param name="StatusCode">HTTP status code; 0: no answer.</param>
/// <param name="Reason">The server's reason, as <c>AlreadyExists</c>, <c>Conflict</c>, <c>Expired</c>; empty: none.</param>
/// <param name="Message">The server's text, or what went wrong on the way; no secret.</param>
/// <param name="MayHaveActed">A write may have taken effect although no answer came.</param>
internal sealed record ApiFailure(int StatusCode, string Reason, string Message, bool MayHaveActed = false)
{
    /// <summary>The object is not there (404).</summary>
    public bool IsNotFound => StatusCode == 404;

    /// <summary>The object exists already (409 AlreadyExists).</summary>
    public bool IsAlreadyExists => StatusCode == 409 && Reason == "AlreadyExists";

    /// <summary>The object has changed meanwhile, or another instance of the name is there (409 Conflict).</summary>
    public bool IsConflict => StatusCode == 409 && Reason != "AlreadyExists";

    /// <summary>The resource version is too old, list again (410).</summary>
    public bool IsExpired => StatusCode == 410;

    /// <summary>The server will not take this request, however often it is sent (4xx but 408, 409, 410 and 429).</summary>
    public bool IsFinal => StatusCode is >= 400 and < 500 and not (408 or 409 or 410 or 429);

    /// <summary>For log lines: code and text, or the text alone where no answer came.</summary>
    public string Summary => IsUnanswered ? Message : Message.StartsWith("HTTP ", StringComparison.Ordinal) ? Message : $"HTTP {StatusCode}: {Message}";

    /// <summary>No answer came.</summary>
    public bool IsUnanswered => StatusCode == 0;
}
