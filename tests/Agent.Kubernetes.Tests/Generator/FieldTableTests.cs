using Agent.Kubernetes.Generator;

namespace Agent.Kubernetes.Tests.Generator;

public sealed class FieldTableTests
{
    private const string Header =
        "type\tgroup/version kind\tfield\tkind\trequired\tpatch strategy\tpatch merge key\tlist or map type\tlist map keys";

    [Fact]
    public void Parse_WrongHeader_NamesTheColumns()
    {
        var error = Assert.Throws<FormatException>(() => FieldTable.Parse("t.tsv", ["type\tfield"]));

        Assert.StartsWith("t.tsv:1: the header must be the columns: type, group/version kind", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("a.v1.A\t\tx\tstring", "t.tsv:2: 4 columns, 9 expected")]
    [InlineData("a.v1.A\t\tx\tstring\tyes\t\t\t\t", "t.tsv:2: column required is 'yes', only 'required' or nothing is allowed")]
    [InlineData("a.v1.A\t\tx\tfloat\t\t\t\t\t", "t.tsv: a.v1.A.x has the unknown kind float")]
    [InlineData("a.v1.A\t\tx\ta.v1.B[]\t\t\t\t\t", "t.tsv: a.v1.A.x has the unknown kind a.v1.B[]")]
    public void Parse_BadLine_NamesPlaceAndReason(string line, string message) =>
        Assert.Equal(message, Assert.Throws<FormatException>(() => FieldTable.Parse("t.tsv", [Header, line])).Message);

    [Fact]
    public void Parse_FieldTwice_IsRefused()
    {
        const string line = "a.v1.A\t\tx\tstring\t\t\t\t\t";

        var error = Assert.Throws<FormatException>(() => FieldTable.Parse("t.tsv", [Header, line, line]));

        Assert.Equal("t.tsv:3: a.v1.A has the field x twice", error.Message);
    }

    [Fact]
    public void Reachable_ThroughListsAndMaps_FindsEveryTypeOnce()
    {
        var table = FieldTable.Parse(
            "t.tsv",
            [
                Header,
                "a.v1.A\t\tb\ta.v1.B[]\t\t\t\t\t",
                "a.v1.B\t\tc\tmap<string,a.v1.C>\t\t\t\t\t",
                "a.v1.C\t\ta\ta.v1.A\t\t\t\t\t",
                "a.v1.D\t\tx\tstring\t\t\t\t\t",
            ]);

        Assert.Equal(["a.v1.A", "a.v1.B", "a.v1.C"], table.Reachable(["a.v1.A"]));
    }

    [Fact]
    public void CSharpNames_NameSharedByGroups_GetsItsGroup()
    {
        var table = FieldTable.Parse(
            "t.tsv",
            [
                Header,
                "core.v1.Event\t\tx\tstring\t\t\t\t\t",
                "events.v1.Event\t\tx\tstring\t\t\t\t\t",
                "core.v1.Pod\t\tx\tstring\t\t\t\t\t",
            ]);
        var names = new CSharpNames(table);

        Assert.Equal(["Corev1Event", "V1Pod", "Eventsv1Event"], table.Types.Select(names.Type));
    }
}
