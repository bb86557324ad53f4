namespace Grpc.Core;

/// <summary>The result code of a call, as it travels in the <c>grpc-status</c> trailer.</summary>
public enum StatusCode
{
    /// <summary>The call succeeded.</summary>
    OK = 0,

    /// <summary>The caller cancelled the call.</summary>
    Cancelled = 1,

    /// <summary>An error without a code of its own, such as an exception in the service.</summary>
    Unknown = 2,

    /// <summary>The request is wrong whatever the state of the system.</summary>
    InvalidArgument = 3,

    /// <summary>The deadline passed before the call completed; the server may still have done the work.</summary>
    DeadlineExceeded = 4,

    /// <summary>What the request names does not exist.</summary>
    NotFound = 5,

    /// <summary>What the request would create exists.</summary>
    AlreadyExists = 6,

    /// <summary>The caller is known and may not do this.</summary>
    PermissionDenied = 7,

    /// <summary>A quota, a message size limit or another resource is used up.</summary>
    ResourceExhausted = 8,

    /// <summary>The system is not in the state the request needs; a retry does not help until that changes.</summary>
    FailedPrecondition = 9,

    /// <summary>The operation lost against a concurrent one.</summary>
    Aborted = 10,

    /// <summary>The request goes past the valid range.</summary>
    OutOfRange = 11,

    /// <summary>The service or the method does not exist there.</summary>
    Unimplemented = 12,

    /// <summary>A broken invariant, or a peer that breaks the protocol.</summary>
    Internal = 13,

    /// <summary>The service cannot be reached now; a retry may help.</summary>
    Unavailable = 14,

    /// <summary>Data is lost or corrupt beyond recovery.</summary>
    DataLoss = 15,

    /// <summary>The caller has not shown valid credentials.</summary>
    Unauthenticated = 16,
}
