namespace Akka.Dispatch;

/// <summary>Work for a dispatcher or a scheduler. On the thread pool it is its own work item.</summary>
public interface IRunnable : IThreadPoolWorkItem
{
    /// <summary>Does the work.</summary>
    void Run();
}
