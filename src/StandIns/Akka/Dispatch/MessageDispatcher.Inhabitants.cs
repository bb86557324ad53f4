using Akka.Actor;

namespace Akka.Dispatch;

public abstract partial class MessageDispatcher
{
    private const int NoShutdown = 0;
    private const int ShutdownScheduled = 1;
    private const int ShutdownPostponed = 2;

    private long _inhabitants;
    private int _shutdown;

    /// <summary>How many actors, and works in progress, use the dispatcher.</summary>
    protected long Inhabitants => Volatile.Read(ref _inhabitants);

    private void AddInhabitants(long add)
    {
        if (Interlocked.Add(ref _inhabitants, add) < 0)
        {
            throw new InvalidOperationException("A dispatcher cannot have less than 0 inhabitants");
        }
    }

    private void ScheduleShutdownIfUnused()
    {
        if (Inhabitants > 0)
        {
            return;
        }

        if (Interlocked.CompareExchange(ref _shutdown, ShutdownScheduled, NoShutdown) == NoShutdown)
        {
            ScheduleShutdown();
        }
        else
        {
            // Has been in use since it was scheduled: the time starts again when it is over.
            Interlocked.CompareExchange(ref _shutdown, ShutdownPostponed, ShutdownScheduled);
        }
    }

    private void ScheduleShutdown()
    {
        try
        {
            Configurator.Prerequisites.Scheduler.Advanced.ScheduleOnce(ShutdownTimeout, ShutdownIfStillUnused);
        }
        catch (SchedulerException)
        {
            // The system has terminated and its scheduler with it.
            Shutdown();
        }
    }

    private void ShutdownIfStillUnused()
    {
        try
        {
            if (Interlocked.CompareExchange(ref _shutdown, ShutdownScheduled, ShutdownPostponed) == ShutdownPostponed)
            {
                ScheduleShutdown();
                return;
            }

            try
            {
                if (Inhabitants == 0)
                {
                    Shutdown();
                }
            }
            finally
            {
                Volatile.Write(ref _shutdown, NoShutdown);
            }
        }
        catch (Exception e)
        {
            ReportFailure(e);
        }
    }

    /// <summary>Work that is not a mailbox: it counts as an inhabitant while it lasts.</summary>
    private sealed class GuestWork(MessageDispatcher dispatcher, IRunnable run) : IRunnable
    {
        public void Run()
        {
            try
            {
                run.Run();
            }
            finally
            {
                dispatcher.AddInhabitants(-1);
                dispatcher.ScheduleShutdownIfUnused();
            }
        }

        public void Execute() => Run();
    }
}
