namespace Agent.Node.Hosting;

/// <summary>The connections to the API server that leases and node status go over.</summary>
public interface IHeartbeatConnections
{
    /// <summary>The next request makes a new connection: the one before may be dead without anybody knowing.</summary>
    void Reset();
}
