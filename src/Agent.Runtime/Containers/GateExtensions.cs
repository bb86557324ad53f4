namespace Agent.Runtime.Containers;

/// <summary>Holding a semaphore for the length of a using block.</summary>
internal static class GateExtensions
{
    /// <summary>Waits for the gate; disposing the result opens it again.</summary>
    public static async Task<IDisposable> HoldAsync(this SemaphoreSlim gate, CancellationToken cancellation)
    {
        await gate.WaitAsync(cancellation);
        return new Held(gate);
    }

    private sealed class Held(SemaphoreSlim gate) : IDisposable
    {
        public void Dispose() => gate.Release();
    }
}
