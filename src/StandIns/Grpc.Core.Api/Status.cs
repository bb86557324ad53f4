namespace Grpc.Core;

/// <summary>The outcome of a call: a code, a text for people and, on this side only, the exception behind it.</summary>
public struct Status
{
    /// <summary>Success, with an empty detail.</summary>
    public static readonly Status DefaultSuccess = new(StatusCode.OK, "");

    /// <summary>Cancellation, with an empty detail.</summary>
    public static readonly Status DefaultCancelled = new(StatusCode.Cancelled, "");

    /// <summary>Creates a status.</summary>
    /// <param name="statusCode">The code.</param>
    /// <param name="detail">A text for people.</param>
    public Status(StatusCode statusCode, string detail)
        : this(statusCode, detail, null)
    {
    }

    /// <summary>Creates a status with the exception that caused it.</summary>
    /// <param name="statusCode">The code.</param>
    /// <param name="detail">A text for people.</param>
    /// <param name="debugException">The cause; it never crosses the wire.</param>
    public Status(StatusCode statusCode, string detail, Exception? debugException)
    {
        StatusCode = statusCode;
        Detail = detail;
        DebugException = debugException;
    }

    /// <summary>The code.</summary>
    public StatusCode StatusCode { get; }

    /// <summary>A text for people.</summary>
    public string Detail { get; }

    /// <summary>What caused the status on this side of the connection, if it is known.</summary>
    public Exception? DebugException { get; }

    /// <summary>Code and detail, and the cause where there is one.</summary>
    public override readonly string ToString()
    {
        var cause = DebugException is null ? "" : $", DebugException=\"{DebugException.GetType()}: {DebugException.Message}\"";
        return $"Status(StatusCode=\"{StatusCode}\", Detail=\"{Detail}\"{cause})";
    }
}
