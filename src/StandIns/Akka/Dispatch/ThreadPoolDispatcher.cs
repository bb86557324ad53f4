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

    /// <summary>
    /// To the end of the queue of all threads. In the thread's own queue, which is last in, first out, it would come next
    /// again, before actors that have waited longer.
    /// </summary>
    internal override void Continue(Mailbox mailbox) => ThreadPool.UnsafeQueueUserWorkItem(mailbox, preferLocal: false);

    /// <summary>To the thread's own queue: what the message is about is still in the processor's cache.</summary>
    protected override void ExecuteTask(IRunnable run) => ThreadPool.UnsafeQueueUserWorkItem(run, preferLocal: true);

    protected override void Shutdown()
    {
        // The thread pool is the process's.
    }
}
