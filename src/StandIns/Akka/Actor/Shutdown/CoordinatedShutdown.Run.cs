using Akka.Event;

namespace Akka.Actor;

public sealed partial class CoordinatedShutdown
{
    private async Task RunPhase(string name)
    {
        (string Name, Func<Task<Done>> Task)[] tasks;
        lock (_lock)
        {
            tasks = _tasks.TryGetValue(name, out var found) ? [.. found] : [];
        }

        var names = string.Join(',', tasks.Select(task => task.Name));
        _log.Debug("Performing phase [{0}] with [{1}] tasks: [{2}]", name, tasks.Length, names);
        if (tasks.Length == 0)
        {
            return;
        }

        var phase = _phases[name];
        var all = Task.WhenAll(tasks.Select(task => RunTask(name, phase.Recover, task.Name, task.Task)));
        var timeout = WaitFor(phase.Timeout, all);
        if (await Task.WhenAny(all, timeout).ConfigureAwait(false) == all || all.IsCompleted)
        {
            await all.ConfigureAwait(false);
        }
        else if (phase.Recover)
        {
            _log.Warning("Coordinated shutdown phase [{0}] timed out after {1}", name, phase.Timeout);
        }
        else
        {
            throw new TimeoutException($"Coordinated shutdown phase[{name}] timed out after {phase.Timeout}");
        }
    }

    private async Task RunTask(string phase, bool recover, string name, Func<Task<Done>> task)
    {
        try
        {
            await task().ConfigureAwait(false);
        }
        catch (Exception e) when (recover)
        {
            _log.Warning("Task [{0}] failed in phase [{1}]: {2}", name, phase, e.Message);
        }
    }

    /// <summary>Completes after a time on the system's clock; if the scheduler has ended, with the tasks.</summary>
    private Task WaitFor(TimeSpan time, Task tasks)
    {
        var elapsed = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        try
        {
            System.Scheduler.Advanced.ScheduleOnce(time, elapsed.SetResult);
            return elapsed.Task;
        }
        catch (SchedulerException)
        {
            return tasks;
        }
    }

    /// <summary>The task of the last phase: ends the actor system and, if asked for, the process.</summary>
    private void AddTermination(bool exitProcess)
    {
        var terminates = System.Settings.CoordinatedShutdownTerminateActorSystem;
        if (!terminates && !exitProcess)
        {
            return;
        }

        AddTask(PhaseActorSystemTerminate, "terminate-system", async () =>
        {
            if (terminates)
            {
                var terminated = System.FinalTerminate();
                if (exitProcess)
                {
                    await Task.WhenAny(terminated, Task.Delay(Timeout(PhaseActorSystemTerminate))).ConfigureAwait(false);
                }
                else
                {
                    await terminated.ConfigureAwait(false);
                }
            }

            if (exitProcess && ShutdownReason is not ClrExitReason)
            {
                Environment.Exit(0);
            }

            return Done.Instance;
        });
    }

    private void RunAtProcessExit()
    {
        AppDomain.CurrentDomain.ProcessExit += OnExit;
        _ = UnhookAsync();

        async Task UnhookAsync()
        {
            await System.WhenTerminated.ConfigureAwait(false);
            AppDomain.CurrentDomain.ProcessExit -= OnExit;
        }

        void OnExit(object? sender, EventArgs args)
        {
            _log.Info("Starting coordinated shutdown from CLR termination hook.");

            // The process ends when this returns.
            Task shutdown = Run(ClrExitReason.Instance);
            if (!shutdown.Wait(TotalTimeout))
            {
                _log.Warning("CoordinatedShutdown from CLR shutdown did not complete in {0}", TotalTimeout);
            }
        }
    }
}
