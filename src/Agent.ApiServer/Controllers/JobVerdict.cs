namespace Agent.ApiServer.Controllers;

/// <summary>How a job stands.</summary>
internal enum JobVerdict
{
    /// <summary>It goes on.</summary>
    Running,

    /// <summary>Enough pods have succeeded.</summary>
    Complete,

    /// <summary>Too many pods have failed, or it took too long.</summary>
    Failed,
}
