namespace Grpc.Core;

/// <summary>A call that ended with a status other than <see cref="StatusCode.OK"/>. A service throws it to say so.</summary>
public class RpcException : Exception
{
    /// <summary>Creates the exception, with the status as its message.</summary>
    /// <param name="status">The outcome of the call.</param>
    public RpcException(Status status)
        : this(status, Metadata.Empty)
    {
    }

    /// <summary>Creates the exception with a message of its own.</summary>
    /// <param name="status">The outcome of the call.</param>
    /// <param name="message">The message of the exception.</param>
    public RpcException(Status status, string message)
        : this(status, Metadata.Empty, message)
    {
    }

    /// <summary>Creates the exception, with the status as its message.</summary>
    /// <param name="status">The outcome of the call.</param>
    /// <param name="trailers">The trailers received; thrown by a service, the trailers to send.</param>
    /// <exception cref="ArgumentNullException"><paramref name="trailers"/> is null.</exception>
    public RpcException(Status status, Metadata trailers)
        : this(status, trailers, status.ToString())
    {
    }

    /// <summary>Creates the exception with a message of its own.</summary>
    /// <param name="status">The outcome of the call.</param>
    /// <param name="trailers">The trailers received; thrown by a service, the trailers to send.</param>
    /// <param name="message">The message of the exception.</param>
    /// <exception cref="ArgumentNullException"><paramref name="trailers"/> is null.</exception>
    public RpcException(Status status, Metadata trailers, string message)
        : base(message, status.DebugException)
    {
        ArgumentNullException.ThrowIfNull(trailers);
        Status = status;
        Trailers = trailers;
    }

    /// <summary>The outcome of the call.</summary>
    public Status Status { get; }

    /// <summary>The code of <see cref="Status"/>.</summary>
    public StatusCode StatusCode => Status.StatusCode;

    /// <summary>The trailers that came with the status; empty where none came.</summary>
    public Metadata Trailers { get; }
}
