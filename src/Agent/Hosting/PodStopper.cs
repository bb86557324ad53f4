using Agent.Node;
using Agent.Node.Explain;
using Akka.Actor;
using Microsoft.Extensions.Logging;

namespace Agent.Hosting;

/// <summary>Stops all pods at the end of an interactive run, with the time that they ask for.</summary>
internal sealed partial class PodStopper(IActorRef node, ExplainBoard board, TimeProvider time, ILogger<PodStopper> log)
{
    /// <summary>Longest wait; what is left then is killed by the runtime.</summary>
    private static readonly TimeSpan Deadline = TimeSpan.FromMinutes(5);

    /// <summary>Asks the node, and waits until no pod is left.</summary>
    /// <param name="giveUp">Ends the wait.</param>
    /// <returns>Whether all pods are gone.</returns>
    public async Task<bool> StopAsync(CancellationToken giveUp)
    {
        var gone = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        void OnChanged()
        {
            if (board.Pods.Count == 0)
            {
                gone.TrySetResult();
            }
        }

        board.Changed += OnChanged;
        try
        {
            LogStopping(board.Pods.Count);
            node.Tell(new StopPods());
            OnChanged();
            await gone.Task.WaitAsync(Deadline, time, giveUp);
            return true;
        }
        catch (Exception e) when (e is TimeoutException or OperationCanceledException)
        {
            LogLeft(string.Join(", ", board.Pods.Select(pod => $"{pod.Namespace}/{pod.PodName} ({pod.State})")));
            return false;
        }
        finally
        {
            board.Changed -= OnChanged;
        }
    }

    [LoggerMessage(1, LogLevel.Information, "Stopping {Count} pods; a second signal gives up waiting for them")]
    private partial void LogStopping(int count);

    [LoggerMessage(2, LogLevel.Warning, "Not waiting any longer for {Pods}")]
    private partial void LogLeft(string pods);
}
