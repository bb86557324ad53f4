namespace Akka.TestKit;

/// <summary>How a test kit fails a test, in terms of the test framework.</summary>
public interface ITestKitAssertions
{
    /// <summary>Fails.</summary>
    /// <param name="format">What went wrong.</param>
    /// <param name="args">Fills the format.</param>
    void Fail(string format = "", params object?[] args);

    /// <summary>Fails if the condition is false.</summary>
    /// <param name="condition">The condition.</param>
    /// <param name="format">What went wrong.</param>
    /// <param name="args">Fills the format.</param>
    void AssertTrue(bool condition, string format = "", params object?[] args);

    /// <summary>Fails if the condition is true.</summary>
    /// <param name="condition">The condition.</param>
    /// <param name="format">What went wrong.</param>
    /// <param name="args">Fills the format.</param>
    void AssertFalse(bool condition, string format = "", params object?[] args);

    /// <summary>Fails if the values differ in terms of the test framework.</summary>
    /// <typeparam name="T">Their type.</typeparam>
    /// <param name="expected">What it should be.</param>
    /// <param name="actual">What it is.</param>
    /// <param name="format">What went wrong.</param>
    /// <param name="args">Fills the format.</param>
    void AssertEqual<T>(T expected, T actual, string format = "", params object?[] args);

    /// <summary>Fails if the comparer finds that the values differ.</summary>
    /// <typeparam name="T">Their type.</typeparam>
    /// <param name="expected">What it should be.</param>
    /// <param name="actual">What it is.</param>
    /// <param name="comparer">Tells whether they are equal.</param>
    /// <param name="format">What went wrong.</param>
    /// <param name="args">Fills the format.</param>
    void AssertEqual<T>(T expected, T actual, Func<T, T, bool> comparer, string format = "", params object?[] args);
}
