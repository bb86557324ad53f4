namespace Agent.Simulation.Host;

/// <content>Small files that the agent keeps.</content>
public sealed partial class SimulatedHost
{
    /// <inheritdoc/>
    public Task WriteTextAsync(string path, string text, CancellationToken cancellation) => Call(
        "WriteText",
        path,
        () =>
        {
            Write(path, text);
            return true;
        },
        cancellation);

    /// <inheritdoc/>
    public Task DeleteFileAsync(string path, CancellationToken cancellation) => Call("DeleteFile", path, () => _files.Remove(path), cancellation);
}
