using System.Reflection;
using Akka.Configuration.Hocon;

namespace Akka.Configuration;

/// <summary>Reads HOCON text into a <see cref="Config"/>.</summary>
public class ConfigurationFactory
{
    private static readonly Lazy<HoconValue> Reference =
        new(() => FromResource("Akka.Configuration.akka.conf", typeof(ConfigurationFactory).Assembly).Root);

    /// <summary>A configuration with no setting.</summary>
    public static Config Empty => new(HoconParser.Parse(""));

    /// <summary>The settings that an actor system starts from, with the default of every setting that is read.</summary>
    public static Config Default() => new(Reference.Value);

    /// <summary>The settings of the application's XML configuration file. .NET has none, so there is no setting.</summary>
    public static Config Load() => Empty;

    /// <summary>Reads HOCON text.</summary>
    /// <param name="hocon">The text.</param>
    /// <exception cref="FormatException">
    /// Bad syntax, an unresolved substitution, or a part of HOCON that is not supported; the message has line and column.
    /// </exception>
    /// <exception cref="ConfigurationException">An unquoted value that contains '=' or ':'; with line and column.</exception>
    public static Config ParseString(string hocon)
    {
        ArgumentNullException.ThrowIfNull(hocon);
        return new Config(HoconParser.Parse(hocon));
    }

    /// <summary>Reads HOCON text from a resource embedded in the assembly of a type.</summary>
    /// <typeparam name="TAssembly">A type of that assembly.</typeparam>
    /// <param name="resourceName">The full name of the resource.</param>
    /// <exception cref="ArgumentException">There is no such resource.</exception>
    public static Config FromResource<TAssembly>(string resourceName) =>
        FromResource(resourceName, typeof(TAssembly).Assembly);

    /// <summary>Reads HOCON text from a resource embedded in an assembly.</summary>
    /// <param name="resourceName">The full name of the resource.</param>
    /// <param name="assembly">The assembly that holds it.</param>
    /// <exception cref="ArgumentException">There is no such resource.</exception>
    public static Config FromResource(string resourceName, Assembly assembly)
    {
        ArgumentNullException.ThrowIfNull(assembly);
        using var stream = assembly.GetManifestResourceStream(resourceName)
            ?? throw new ArgumentException(
                $"{assembly.GetName().Name} has no embedded resource '{resourceName}'", nameof(resourceName));
        using var reader = new StreamReader(stream);
        return ParseString(reader.ReadToEnd());
    }
}
