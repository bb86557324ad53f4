using Akka.Configuration;

namespace Akka.Dispatch;

/// <summary>Runs mailboxes on the thread pool.</summary>
internal sealed class ThreadPoolDispatcher : MessageDispatcher
{
    public ThreadPoolDispatcher(MessageDispatcherConfigurator configurator, Config config)
        : base(configurator)
    {
        Id = config.GetString("id");
        Throughput = config.GetInt("throughput");
        ShutdownTimeout = config.GetTimeSpan("shutdown-timeout");
        var deadline = config.GetTimeSpan("throughput-deadline-time");
        ThroughputDeadlineTime = deadline > TimeSpan.Zero ? deadline.Ticks : null;
    }

    protected override void ExecuteTask(IRunnable run) => ThreadPool.UnsafeQueueUserWorkItem(run, preferLocal: true);

    protected override void Shutdown()
    {
        // The thread pool is the process's.
    }
}
