namespace Akka.Dispatch;

/// <summary>An action as work.</summary>
public sealed class ActionRunnable : IRunnable
{
    private readonly Action _action;

    /// <summary>Work that calls <paramref name="action"/>.</summary>
    public ActionRunnable(Action action)
    {
        _action = action;
    }

    /// <inheritdoc/>
    public void Run() => _action();

    /// <inheritdoc/>
    public void Execute() => _action();
}
