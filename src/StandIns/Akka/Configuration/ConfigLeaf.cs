using Akka.Configuration.Hocon;

namespace Akka.Configuration;

/// <summary>
/// One value that is not an object, for checking that every key of a configuration is known. <see cref="Path"/> is written as
/// HOCON: a key with a dot in it is quoted. <see cref="Line"/> and <see cref="Column"/> tell where the key stands in its text;
/// they start at 1, and are 0 for a value that no text holds.
/// </summary>
internal sealed record ConfigLeaf(string Path, int Line, int Column)
{
    /// <summary>All leaves below a node, in the order of the text. An empty object has none: it sets nothing.</summary>
    public static IEnumerable<ConfigLeaf> Below(string path, HoconValue node) =>
        node.GetObject() is { } children
            ? children.Items.SelectMany(item => Below(HoconPath.Append(path, item.Key), item.Value))
            : [new ConfigLeaf(path, node.KeyPosition.Line, node.KeyPosition.Column)];
}
