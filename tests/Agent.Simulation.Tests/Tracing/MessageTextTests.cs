using System.Text;
using Agent.Cri.Protocol;
using Agent.Simulation.Tests.Execution;
using Agent.Simulation.Tracing;

namespace Agent.Simulation.Tests.Tracing;

public class MessageTextTests
{
    [Fact]
    public void Append_Record_GivesContentToAnyDepth()
    {
        var text = Text(new Outer("n", [new Inner(1, null), new Inner(2, "x")], new Dictionary<string, string> { ["b"] = "2", ["a"] = "1" }));

        Assert.Equal(
            "Outer { Inners=[Inner { Number=1 Text=null }, Inner { Number=2 Text=\"x\" }] "
            + "Labels={KeyValuePair`2 { Key=\"a\" Value=\"1\" }, KeyValuePair`2 { Key=\"b\" Value=\"2\" }} Name=\"n\" }",
            text);
    }

    [Fact]
    public void Append_ActorReference_GivesThePathWithoutUid()
    {
        using var simulation = Simulation.Create(1);

        Assert.Equal("/user/a", Text(simulation.System.ActorOf(Recorder.Props([], simulation.Time), "a")));
    }

    [Fact]
    public void Append_Protobuf_GivesItsContent() =>
        Assert.Equal("StopContainerRequest { \"containerId\": \"c\", \"timeout\": \"3\" }", Text(new StopContainerRequest { ContainerId = "c", Timeout = 3 }));

    [Fact]
    public void Append_PlainObject_GivesTheNameOfItsType() => Assert.Equal("Plain", Text(new Plain()));

    private static string Text(object? value)
    {
        var text = new StringBuilder();
        MessageText.Append(text, value);
        return text.ToString();
    }

    private sealed record Inner(int Number, string? Text);

    private sealed record Outer(string Name, IReadOnlyList<Inner> Inners, IReadOnlyDictionary<string, string> Labels);

    private sealed class Plain;
}
