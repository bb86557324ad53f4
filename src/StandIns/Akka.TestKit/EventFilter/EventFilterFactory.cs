using Akka.Actor;
using Akka.Event;
using Akka.TestKit.Internal;

namespace Akka.TestKit;

/// <summary>
/// Makes filters for log events. Of <c>message</c>, <c>start</c> and <c>contains</c> the first one that is given counts;
/// <c>source</c> is the whole log source, or the path of an actor without its address.
/// </summary>
public class EventFilterFactory
{
    private readonly TestKitBase _testkit;
    private readonly ActorSystem _system;

    internal EventFilterFactory(TestKitBase testkit, ActorSystem system)
    {
        _testkit = testkit;
        _system = system;
    }

    /// <summary>Errors that were logged with an exception of a type; the text is the event's or the exception's message.</summary>
    /// <typeparam name="TException">The type; derived ones count too.</typeparam>
    /// <param name="message">The whole text.</param>
    /// <param name="start">How the text begins.</param>
    /// <param name="contains">What the text contains.</param>
    /// <param name="source">Where it was logged.</param>
    public IEventFilterApplier Exception<TException>(
        string? message = null, string? start = null, string? contains = null, string? source = null)
        where TException : Exception =>
        Applier<Error>($"Error with Cause <{typeof(TException)}>", message, start, contains, source, static (error, text) =>
            error.Cause is TException cause && (text.Matches(error.Message) || text.Matches(cause.Message)));

    /// <summary>Errors.</summary>
    /// <param name="message">The whole text.</param>
    /// <param name="start">How the text begins.</param>
    /// <param name="contains">What the text contains.</param>
    /// <param name="source">Where it was logged.</param>
    public IEventFilterApplier Error(
        string? message = null, string? start = null, string? contains = null, string? source = null) =>
        Applier<Error>(nameof(Error), message, start, contains, source, static (error, text) =>
            text.Matches(error.Message) || (error.Cause is { } cause && text.Matches(cause.Message)));

    /// <summary>Warnings.</summary>
    /// <param name="message">The whole text.</param>
    /// <param name="start">How the text begins.</param>
    /// <param name="contains">What the text contains.</param>
    /// <param name="source">Where it was logged.</param>
    public IEventFilterApplier Warning(
        string? message = null, string? start = null, string? contains = null, string? source = null) =>
        Applier<Warning>(nameof(Warning), message, start, contains, source, static (log, text) => text.Matches(log.Message));

    /// <summary>Information.</summary>
    /// <param name="message">The whole text.</param>
    /// <param name="start">How the text begins.</param>
    /// <param name="contains">What the text contains.</param>
    /// <param name="source">Where it was logged.</param>
    public IEventFilterApplier Info(
        string? message = null, string? start = null, string? contains = null, string? source = null) =>
        Applier<Info>(nameof(Info), message, start, contains, source, static (log, text) => text.Matches(log.Message));

    /// <summary>Debug output.</summary>
    /// <param name="message">The whole text.</param>
    /// <param name="start">How the text begins.</param>
    /// <param name="contains">What the text contains.</param>
    /// <param name="source">Where it was logged.</param>
    public IEventFilterApplier Debug(
        string? message = null, string? start = null, string? contains = null, string? source = null) =>
        Applier<Debug>(nameof(Debug), message, start, contains, source, static (log, text) => text.Matches(log.Message));

    private EventFilterApplier Applier<TEvent>(
        string kind,
        string? message,
        string? start,
        string? contains,
        string? source,
        Func<TEvent, TextMatcher, bool> matches)
        where TEvent : LogEvent
    {
        var text = new TextMatcher(message, start, contains);
        var filter = new EventFilter(
            $"{kind}{text}{(source is null ? "" : $" from {source}")}",
            log => log is TEvent typed && TextMatcher.MatchesSource(source, typed.LogSource) && matches(typed, text));
        return new EventFilterApplier(_testkit, _system, filter);
    }
}
