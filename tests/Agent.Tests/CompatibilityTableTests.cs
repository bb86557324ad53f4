using System.Text.RegularExpressions;

namespace Agent.Tests;

/// <summary>docs/compatibility.md names a test for every behaviour: each name is one of a test that exists.</summary>
public partial class CompatibilityTableTests
{
    [Fact]
    public void Rows_TestNames_AreOfTestsThatExist()
    {
        var sources = Directory.EnumerateFiles(Repository.Path("tests"), "*.cs", SearchOption.AllDirectories)
            .Where(file => !file.Contains("/obj/", StringComparison.Ordinal))
            .ToLookup(file => Path.GetFileName(file).Split('.')[0]);

        var missing = Names().Where(name => !sources[name.Class].Any(file =>
            File.ReadAllText(file).Contains($" {name.Method}(", StringComparison.Ordinal)));

        Assert.Empty(missing);
    }

    [Fact]
    public void Rows_EachHasAllCells()
    {
        var rows = File.ReadLines(Repository.Path("docs/compatibility.md")).Where(line => line.StartsWith("| ", StringComparison.Ordinal)).ToList();

        Assert.All(rows, row => Assert.Equal(3, row.Trim('|').Split('|').Count(cell => cell.Trim().Length > 0)));
    }

    private static IEnumerable<(string Class, string Method)> Names() =>
        TestName().Matches(File.ReadAllText(Repository.Path("docs/compatibility.md")))
            .Select(match => (match.Groups[1].Value, match.Groups[2].Value))
            .Distinct();

    [GeneratedRegex("`([A-Z][A-Za-z0-9]*)\\.([A-Z][A-Za-z0-9_]*)`")]
    private static partial Regex TestName();
}
