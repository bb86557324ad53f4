using System.Text.Json.Nodes;
using Agent.Kubernetes.Patches;

namespace Agent.Kubernetes.Tests.Patches;

public sealed class JsonPatchTests
{
    [Theory]
    [InlineData("""{"a":1}""", """[{"op":"add","path":"/b","value":2}]""", """{"a":1,"b":2}""")]
    [InlineData("""{"a":1}""", """[{"op":"add","path":"/a","value":null}]""", """{"a":null}""")]
    [InlineData("""{"a":[1,3]}""", """[{"op":"add","path":"/a/1","value":2}]""", """{"a":[1,2,3]}""")]
    [InlineData("""{"a":[1]}""", """[{"op":"add","path":"/a/-","value":{"b":1}}]""", """{"a":[1,{"b":1}]}""")]
    [InlineData("""{"a":[1]}""", """[{"op":"add","path":"/a/1","value":2}]""", """{"a":[1,2]}""")]
    [InlineData("""{"a":1}""", """[{"op":"add","path":"","value":[]}]""", "[]")]
    [InlineData("""{"a":1}""", """[{"op":"replace","path":"","value":{"b":2}}]""", """{"b":2}""")]
    [InlineData("""{"a":{"b":1,"c":2}}""", """[{"op":"remove","path":"/a/b"}]""", """{"a":{"c":2}}""")]
    [InlineData("""{"a":[1,2,3]}""", """[{"op":"remove","path":"/a/1"}]""", """{"a":[1,3]}""")]
    [InlineData("""{"a":[1,2,3]}""", """[{"op":"replace","path":"/a/0","value":9}]""", """{"a":[9,2,3]}""")]
    [InlineData("""{"a":null}""", """[{"op":"replace","path":"/a","value":1},{"op":"test","path":"/a","value":1.0}]""", """{"a":1}""")]
    [InlineData("""{"a":{"b":1},"c":{}}""", """[{"op":"move","from":"/a/b","path":"/c/d"}]""", """{"a":{},"c":{"d":1}}""")]
    [InlineData("""{"a":[1,2,3]}""", """[{"op":"move","from":"/a/0","path":"/a/2"}]""", """{"a":[2,3,1]}""")]
    [InlineData("""{"a":1}""", """[{"op":"move","from":"/a","path":"/a"}]""", """{"a":1}""")]
    [InlineData("""{"a":{"b":1}}""", """[{"op":"copy","from":"/a","path":"/c"},{"op":"add","path":"/c/b","value":2}]""", """{"a":{"b":1},"c":{"b":2}}""")]
    [InlineData("""{"a/b":1,"m~n":2}""", """[{"op":"remove","path":"/a~1b"},{"op":"replace","path":"/m~0n","value":3}]""", """{"m~n":3}""")]
    [InlineData("""{"~1":1}""", """[{"op":"test","path":"/~01","value":1}]""", """{"~1":1}""")]
    [InlineData("""{"":1}""", """[{"op":"test","path":"/","value":1}]""", """{"":1}""")]
    [InlineData("""{"a":{"x":1,"y":[null]}}""", """[{"op":"test","path":"/a","value":{"y":[null],"x":1}}]""", """{"a":{"x":1,"y":[null]}}""")]
    public void Apply_Operation_GivesTheResult(string original, string patch, string result)
    {
        var before = JsonNode.Parse(original);

        Assert.True(JsonNode.DeepEquals(JsonNode.Parse(result), JsonPatch.Apply(JsonNode.Parse(patch), before)));
        Assert.True(JsonNode.DeepEquals(JsonNode.Parse(original), before));
    }

    [Theory]
    [InlineData("""[{"op":"remove","path":"/b"}]""", "operation 0 (remove): there is no /b")]
    [InlineData("""[{"op":"test","path":"/a","value":1},{"op":"replace","path":"/b","value":1}]""", "operation 1 (replace): there is no /b")]
    [InlineData("""[{"op":"add","path":"/b/c","value":1}]""", "operation 0 (add): there is no place /b/c")]
    [InlineData("""[{"op":"add","path":"/l/2","value":1}]""", "operation 0 (add): there is no place /l/2")]
    [InlineData("""[{"op":"add","path":"/l/01","value":1}]""", "operation 0 (add): there is no place /l/01")]
    [InlineData("""[{"op":"remove","path":"/l/-"}]""", "operation 0 (remove): there is no /l/-")]
    [InlineData("""[{"op":"remove","path":""}]""", "operation 0 (remove): there is no the document")]
    [InlineData("""[{"op":"test","path":"/a","value":"1"}]""", "operation 0 (test): /a has another value")]
    [InlineData("""[{"op":"test","path":"/b","value":null}]""", "operation 0 (test): there is no /b")]
    [InlineData("""[{"op":"move","from":"/o","path":"/o/p"}]""", "operation 0 (move): /o cannot move into itself")]
    [InlineData("""[{"op":"copy","from":"/b","path":"/c"}]""", "operation 0 (copy): there is no /b")]
    public void Apply_OperationThatDoesNotFit_IsInapplicable(string patch, string message)
    {
        var error = Assert.Throws<PatchException>(() =>
            JsonPatch.Apply(JsonNode.Parse(patch), JsonNode.Parse("""{"a":1,"l":[1],"o":{}}""")));

        Assert.Equal((PatchErrorKind.Inapplicable, message), (error.Kind, error.Message));
    }

    [Theory]
    [InlineData("{}", "a JSON patch must be a list of operations")]
    [InlineData("[1]", "operation 0 must be an object")]
    [InlineData("""[{"path":"/a"}]""", "operation 0 needs op, one of add, remove, replace, move, copy and test")]
    [InlineData("""[{"op":"merge","path":"/a"}]""", "operation 0 needs op, one of add, remove, replace, move, copy and test")]
    [InlineData("""[{"op":"add","path":"/a"}]""", "operation 0 add needs a value")]
    [InlineData("""[{"op":"remove","path":"a"}]""", "operation 0 needs path, a JSON pointer such as /metadata/labels/app")]
    [InlineData("""[{"op":"remove","path":"/a~2"}]""", "operation 0 needs path, a JSON pointer such as /metadata/labels/app")]
    [InlineData("""[{"op":"move","path":"/a"}]""", "operation 0 needs from, a JSON pointer such as /metadata/labels/app")]
    public void Apply_PatchNotWellFormed_IsMalformed(string patch, string message)
    {
        var error = Assert.Throws<PatchException>(() => JsonPatch.Apply(JsonNode.Parse(patch), JsonNode.Parse("""{"a":1}""")));

        Assert.Equal((PatchErrorKind.Malformed, message), (error.Kind, error.Message));
    }

    [Fact]
    public void Apply_CopiesThatDouble_AreStopped()
    {
        var copies = Enumerable.Range(0, 40).Select(_ => """{"op":"copy","from":"/a","path":"/a/-"}""");
        var patch = JsonNode.Parse("[" + string.Join(',', copies) + "]");

        var error = Assert.Throws<PatchException>(() => JsonPatch.Apply(patch, JsonNode.Parse("""{"a":["xxxxxxxxxx"]}""")));

        Assert.EndsWith($"its copies add more than {JsonPatch.MaxCopied} characters", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Apply_TooManyOperations_AreRefused()
    {
        var patch = new JsonArray([.. Enumerable.Range(0, JsonPatch.MaxOperations + 1).Select(_ => (JsonNode?)null)]);

        Assert.Equal(
            "a JSON patch may have 10000 operations, this one has 10001",
            Assert.Throws<PatchException>(() => JsonPatch.Apply(patch, null)).Message);
    }
}
