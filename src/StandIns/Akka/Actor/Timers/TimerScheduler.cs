namespace Akka.Actor.Internal;

/// <summary>The timers of one instance of an actor.</summary>
internal sealed class TimerScheduler(IActorContext context) : ITimerScheduler
{
    private readonly Dictionary<object, Timer> _timers = [];
    private int _generation;

    public IReadOnlyCollection<object> ActiveTimers => _timers.Keys;

    public void StartPeriodicTimer(object key, object msg, TimeSpan interval) =>
        StartPeriodicTimer(key, msg, interval, interval);

    public void StartPeriodicTimer(object key, object msg, TimeSpan interval, IActorRef sender) =>
        StartPeriodicTimer(key, msg, interval, interval, sender);

    public void StartPeriodicTimer(object key, object msg, TimeSpan initialDelay, TimeSpan interval) =>
        StartPeriodicTimer(key, msg, initialDelay, interval, ActorRefs.NoSender!);

    public void StartPeriodicTimer(object key, object msg, TimeSpan initialDelay, TimeSpan interval, IActorRef sender)
    {
        var due = Prepare(key, msg);
        var task = context.System.Scheduler.ScheduleTellRepeatedlyCancelable(initialDelay, interval, context.Self, due, sender);
        Add(due, task, repeats: true);
    }

    public void StartSingleTimer(object key, object msg, TimeSpan timeout) =>
        StartSingleTimer(key, msg, timeout, ActorRefs.NoSender!);

    public void StartSingleTimer(object key, object msg, TimeSpan timeout, IActorRef sender)
    {
        var due = Prepare(key, msg);
        var task = context.System.Scheduler.ScheduleTellOnceCancelable(timeout, context.Self, due, sender);
        Add(due, task, repeats: false);
    }

    public bool IsTimerActive(object key) => _timers.ContainsKey(key);

    public void Cancel(object key)
    {
        if (_timers.Remove(key, out var timer))
        {
            Log("Cancel timer [{0}] with generation [{1}]", key, timer.Generation);
            timer.Task.Cancel();
        }
    }

    public void CancelAll()
    {
        foreach (var timer in _timers.Values)
        {
            timer.Task.Cancel();
        }

        _timers.Clear();
    }

    /// <summary>The message to deliver, or null if the timer has been cancelled or replaced, or is another instance's.</summary>
    public object? Accept(TimerMessage due)
    {
        if (!ReferenceEquals(due.Owner, this)
            || !_timers.TryGetValue(due.Key, out var timer)
            || timer.Generation != due.Generation)
        {
            Log("Received timer [{0}] with generation [{1}] that is not active, discarding", due.Key, due.Generation);
            return null;
        }

        if (!timer.Repeats)
        {
            _timers.Remove(due.Key);
        }

        return due.Message;
    }

    private TimerMessage Prepare(object key, object message)
    {
        Cancel(key);
        return new TimerMessage(key, message, ++_generation, this);
    }

    private void Add(TimerMessage due, ICancelable task, bool repeats)
    {
        Log("Start timer [{0}] with generation [{1}]", due.Key, due.Generation);
        _timers[due.Key] = new Timer(due.Generation, task, repeats);
    }

    private void Log(string format, object key, int generation)
    {
        if (context.System.Settings.DebugTimerScheduler)
        {
            Akka.Event.LoggingExtensions.Debug(context.System.Log, format, key, generation);
        }
    }

    private readonly record struct Timer(int Generation, ICancelable Task, bool Repeats);
}
