namespace Akka.TestKit;

/// <summary>Expects log events. Those that match are counted instead of printed.</summary>
public interface IEventFilterApplier
{
    /// <summary>Expects one event while the action runs or soon after.</summary>
    /// <param name="action">The action.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    void ExpectOne(Action action, CancellationToken cancellationToken = default);

    /// <summary>Expects one event while the action runs or soon after.</summary>
    /// <param name="actionAsync">The action.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    Task ExpectOneAsync(Func<Task> actionAsync, CancellationToken cancellationToken = default);

    /// <summary>Expects one event while the action runs or within a time limit after it.</summary>
    /// <param name="timeout">The time limit.</param>
    /// <param name="action">The action.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    void ExpectOne(TimeSpan timeout, Action action, CancellationToken cancellationToken = default);

    /// <summary>Expects one event while the action runs or within a time limit after it.</summary>
    /// <param name="timeout">The time limit.</param>
    /// <param name="action">The action.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    Task ExpectOneAsync(TimeSpan timeout, Func<Task> action, CancellationToken cancellationToken = default);

    /// <summary>Expects a number of events while the action runs or soon after; none with 0.</summary>
    /// <param name="expectedCount">How many.</param>
    /// <param name="action">The action.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    void Expect(int expectedCount, Action action, CancellationToken cancellationToken = default);

    /// <summary>Expects a number of events while the action runs or soon after; none with 0.</summary>
    /// <param name="expectedCount">How many.</param>
    /// <param name="actionAsync">The action.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    Task ExpectAsync(int expectedCount, Func<Task> actionAsync, CancellationToken cancellationToken = default);

    /// <summary>Expects a number of events while the action runs or within a time limit after it; none with 0.</summary>
    /// <param name="expectedCount">How many.</param>
    /// <param name="timeout">The time limit.</param>
    /// <param name="action">The action.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    void Expect(int expectedCount, TimeSpan timeout, Action action, CancellationToken cancellationToken = default);

    /// <summary>Expects a number of events while the action runs or within a time limit after it; none with 0.</summary>
    /// <param name="expectedCount">How many.</param>
    /// <param name="timeout">The time limit.</param>
    /// <param name="action">The action.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    Task ExpectAsync(int expectedCount, TimeSpan timeout, Func<Task> action, CancellationToken cancellationToken = default);
}
