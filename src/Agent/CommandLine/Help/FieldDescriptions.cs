using System.Reflection;
using System.Text.RegularExpressions;
using System.Xml.Linq;
using Agent.Node.Configuration;

namespace Agent.CommandLine.Help;

/// <summary>
/// What each configuration field means. The text is that of its documentation comment, which the build puts into this program,
/// so that code, help and reference cannot disagree.
/// </summary>
internal static partial class FieldDescriptions
{
    private static readonly Lazy<IReadOnlyDictionary<string, string>> Texts = new(Load);

    /// <summary>The description of a field.</summary>
    public static string Of(ConfigurationField field) => Texts.Value[field.DocumentationId];

    private static Dictionary<string, string> Load()
    {
        using var stream = Assembly.GetExecutingAssembly().GetManifestResourceStream("Agent.Node.xml")
            ?? throw new InvalidOperationException("the program was built without the descriptions of its configuration");
        return XDocument.Load(stream).Descendants("member")
            .Where(member => member.Attribute("name")!.Value.StartsWith("P:Agent.Node.Configuration.", StringComparison.Ordinal))
            .ToDictionary(
                member => member.Attribute("name")!.Value,
                member => Spaces().Replace(member.Element("summary")?.Value ?? "", " ").Trim());
    }

    [GeneratedRegex(@"\s+")]
    private static partial Regex Spaces();
}
