using Akka.Actor;

namespace Akka.TestKit.Internal;

/// <summary>Applies one filter while an action runs, and waits for its events.</summary>
internal sealed class EventFilterApplier(TestKitBase testkit, ActorSystem system, EventFilter filter) : IEventFilterApplier
{
    public void ExpectOne(Action action, CancellationToken cancellationToken = default) =>
        Expect(1, action, cancellationToken);

    public Task ExpectOneAsync(Func<Task> actionAsync, CancellationToken cancellationToken = default) =>
        ExpectAsync(1, actionAsync, cancellationToken);

    public void ExpectOne(TimeSpan timeout, Action action, CancellationToken cancellationToken = default) =>
        Expect(1, timeout, action, cancellationToken);

    public Task ExpectOneAsync(TimeSpan timeout, Func<Task> action, CancellationToken cancellationToken = default) =>
        ExpectAsync(1, timeout, action, cancellationToken);

    public void Expect(int expectedCount, Action action, CancellationToken cancellationToken = default) =>
        Run(expectedCount, null, ToAsync(action), cancellationToken).GetAwaiter().GetResult();

    public Task ExpectAsync(int expectedCount, Func<Task> actionAsync, CancellationToken cancellationToken = default) =>
        Run(expectedCount, null, actionAsync, cancellationToken);

    public void Expect(int expectedCount, TimeSpan timeout, Action action, CancellationToken cancellationToken = default) =>
        Run(expectedCount, timeout, ToAsync(action), cancellationToken).GetAwaiter().GetResult();

    public Task ExpectAsync(
        int expectedCount, TimeSpan timeout, Func<Task> action, CancellationToken cancellationToken = default) =>
        Run(expectedCount, timeout, action, cancellationToken);

    private static Func<Task> ToAsync(Action action) => () =>
    {
        action();
        return Task.CompletedTask;
    };

    private async Task Run(int expected, TimeSpan? timeout, Func<Task> action, CancellationToken cancellationToken)
    {
        var limit = timeout is { } given ? testkit.Dilated(given) : testkit.TestKitSettings.TestEventFilterLeeway;
        system.EventStream.Publish(new EventFilter.Mute(filter));
        try
        {
            await action();

            // Expecting none means waiting for the whole time that one does not come.
            var wanted = Math.Max(expected, 1);
            await testkit.AwaitConditionNoThrowAsync(
                () => Task.FromResult(filter.Count >= wanted), limit, cancellationToken: cancellationToken);
            if (filter.Count != expected)
            {
                testkit.Fail($"Expected {expected} log events that match [{filter}], got {filter.Count} within {limit}");
            }
        }
        finally
        {
            system.EventStream.Publish(new EventFilter.Unmute(filter));
        }
    }
}
