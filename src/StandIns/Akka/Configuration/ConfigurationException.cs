using Akka.Actor;

namespace Akka.Configuration;

/// <summary>A setting is missing or does not fit where it is used.</summary>
public class ConfigurationException : AkkaException
{
    /// <summary>An error described by a message.</summary>
    /// <param name="message">What is wrong, naming the setting.</param>
    public ConfigurationException(string message)
        : base(message)
    {
    }

    /// <summary>An error described by a message and its cause.</summary>
    /// <param name="message">What is wrong, naming the setting.</param>
    /// <param name="exception">The exception behind it.</param>
    public ConfigurationException(string message, Exception? exception)
        : base(message, exception)
    {
    }

    /// <summary>The error for a component that was built without the settings it needs.</summary>
    /// <typeparam name="T">The component.</typeparam>
    /// <param name="path">The missing node, or null when the whole configuration is missing.</param>
    public static ConfigurationException NullOrEmptyConfig<T>(string? path = null) =>
        new(string.IsNullOrWhiteSpace(path)
            ? $"Cannot create {typeof(T).Name}: its configuration is missing or empty"
            : $"Cannot create {typeof(T).Name}: the configuration has no `{path}` node");
}
