using Agent.EndToEnd.Tests.Fixtures.Processes;

namespace Agent.EndToEnd.Tests.Fixtures.Cluster;

/// <summary>A control plane of a fixture's own, on loopback only.</summary>
internal interface IControlPlane : IDisposable
{
    /// <summary>The administrator's kubectl.</summary>
    Kubectl Kubectl { get; }

    /// <summary>The file by which the agent is the node.</summary>
    string NodeKubeconfig { get; }

    /// <summary>The API server's process.</summary>
    ServerProcess ApiServer { get; }

    /// <summary>The API server's audit log: one Event of audit.k8s.io/v1 a line.</summary>
    string AuditLogFile { get; }

    /// <summary>Waits until the API server is ready.</summary>
    Task ReadyAsync();

    /// <summary>Ends the API server, as its machine does when it goes down.</summary>
    Task StopApiServerAsync();

    /// <summary>Starts an API server that was ended, on what it kept, and waits until it is ready.</summary>
    Task StartApiServerAsync();

    /// <summary>
    /// Forgets what there was before now: a watch from an older version is answered with 410. The API server is started anew
    /// for it, so that all watches break.
    /// </summary>
    Task ForgetHistoryAsync();
}
