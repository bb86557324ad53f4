namespace Agent.Simulation.Ports;

/// <summary>Ends a call's effect with the error that the caller is to get.</summary>
internal sealed class SimulatedFailureException(Exception error) : Exception(error.Message, error)
{
    public Exception Error { get; } = error;
}
