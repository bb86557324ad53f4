using System.Collections.Concurrent;

namespace StandIns.Akka.Tests.Harness;

/// <summary>Collects what tests and their actors note, in order, and lets a test wait for it.</summary>
public sealed class Observer
{
    /// <summary>How long a test waits for what must happen. Never waited out but in a test that fails.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private readonly BlockingCollection<object> _notes = [];

    public void Note(object note) => _notes.Add(note);

    /// <summary>The next note; fails the test if it is not the expected one.</summary>
    public void Expect(object expected) => Assert.Equal(expected, Next());

    /// <summary>The next notes, in any order.</summary>
    public void ExpectAll(params object[] expected) =>
        Assert.Equal(Sorted(expected), Sorted(Next(expected.Length)));

    public T Expect<T>() => Assert.IsType<T>(Next(), exactMatch: false);

    public object Next() =>
        _notes.TryTake(out var note, Patience) ? note : throw new TimeoutException("Nothing was noted in time");

    public object[] Next(int count) => [.. Enumerable.Range(0, count).Select(_ => Next())];

    /// <summary>Fails the test if something has been noted. Only after something that comes last.</summary>
    public void ExpectNothing() => Assert.False(_notes.TryTake(out var note), $"Unexpected: {note}");

    private static string?[] Sorted(object[] notes) => [.. notes.Select(note => note.ToString()).Order(StringComparer.Ordinal)];
}
