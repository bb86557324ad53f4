namespace Grpc.Core;

/// <summary>Options of one call.</summary>
public struct CallOptions
{
    /// <summary>Sets the options of a call.</summary>
    /// <param name="headers">Headers to send.</param>
    /// <param name="deadline">
    /// When the call ends with <see cref="StatusCode.DeadlineExceeded"/>, in UTC; null for never.
    /// </param>
    /// <param name="cancellationToken">Ends the call with <see cref="StatusCode.Cancelled"/>.</param>
    /// <param name="writeOptions">How requests are written.</param>
#pragma warning disable CA1068 // The order is the upstream package's.
    public CallOptions(
        Metadata? headers = null,
        DateTime? deadline = null,
        CancellationToken cancellationToken = default,
        WriteOptions? writeOptions = null)
#pragma warning restore CA1068
    {
        Headers = headers;
        Deadline = deadline;
        CancellationToken = cancellationToken;
        WriteOptions = writeOptions;
    }

    /// <summary>Headers to send.</summary>
    public Metadata? Headers { get; private set; }

    /// <summary>When the call ends with <see cref="StatusCode.DeadlineExceeded"/>, in UTC; null for never.</summary>
    public DateTime? Deadline { get; private set; }

    /// <summary>Ends the call with <see cref="StatusCode.Cancelled"/>.</summary>
    public CancellationToken CancellationToken { get; private set; }

    /// <summary>How requests are written.</summary>
    public WriteOptions? WriteOptions { get; private set; }

    /// <summary>The same options with these headers.</summary>
    /// <param name="headers">Headers to send.</param>
    public CallOptions WithHeaders(Metadata headers) => this with { Headers = headers };

    /// <summary>The same options with this deadline.</summary>
    /// <param name="deadline">The deadline, in UTC.</param>
    public CallOptions WithDeadline(DateTime deadline) => this with { Deadline = deadline };

    /// <summary>The same options with this token.</summary>
    /// <param name="cancellationToken">Ends the call with <see cref="StatusCode.Cancelled"/>.</param>
    public CallOptions WithCancellationToken(CancellationToken cancellationToken) =>
        this with { CancellationToken = cancellationToken };

    /// <summary>The same options with these write options.</summary>
    /// <param name="writeOptions">How requests are written.</param>
    public CallOptions WithWriteOptions(WriteOptions writeOptions) => this with { WriteOptions = writeOptions };
}
