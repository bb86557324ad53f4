using System.Text.Json.Nodes;
using Agent.Kubernetes.Selectors;

namespace Agent.Kubernetes.Tests.Selectors;

public sealed class FieldSelectorTests
{
    private static readonly JsonObject Pod = (JsonObject)JsonNode.Parse(
        """{"metadata":{"name":"web","namespace":"default"},"spec":{"nodeName":"n1"},"status":{"phase":"Running"}}""")!;

    [Theory]
    [InlineData("", true)]
    [InlineData("spec.nodeName=n1", true)]
    [InlineData("spec.nodeName==n1,metadata.name!=db", true)]
    [InlineData("spec.nodeName=n1,metadata.name!=web", false)]
    [InlineData("status.phase!=Running", false)]
    [InlineData("status.podIP=", true)]
    [InlineData("spec.hostNetwork=false", true)]
    [InlineData(" , spec.nodeName = n1", true)]
    public void Matches_Object_AsTheSelectorSays(string text, bool matches)
    {
        var selector = FieldSelector.Parse(text);

        Assert.Equal(matches, selector.Matches(field => SelectableFields.Value(Pod, field)));
        Assert.Equal(matches, selector.Matches(field => SelectableFields.Value(KubernetesJson.Deserialize<V1Pod>(Pod), field)));
    }

    [Theory]
    [InlineData("a=x\\,y,b=1\\=1,c=\\\\", "x,y", "1=1", "\\")]
    public void Parse_EscapedValues_AreRead(string text, string a, string b, string c)
    {
        var selector = FieldSelector.Parse(text);

        Assert.Equal([a, b, c], selector.Requirements.Select(r => r.Value));
        Assert.Equal(text, selector.ToString());
        Assert.Equal("1=1", selector.Exact("b"));
        Assert.Null(selector.Exact("d"));
    }

    [Theory]
    [InlineData("a", "field selector 'a': 'a' must be field=value, field==value or field!=value")]
    [InlineData("=a", "field selector '=a': '=a' must be field=value, field==value or field!=value")]
    [InlineData("!=a", "field selector '!=a': '!=a' must be field=value, field==value or field!=value")]
    [InlineData("a=b=c", "field selector 'a=b=c': in a value '=' must be '\\=' and '\\' must be '\\\\'")]
    [InlineData("a=b\\c", "field selector 'a=b\\c': in a value '=' must be '\\=' and '\\' must be '\\\\'")]
    public void Parse_NotASelector_SaysWhy(string text, string message) =>
        Assert.Equal(message, Assert.Throws<SelectorException>(() => FieldSelector.Parse(text)).Message);

    [Theory]
    [InlineData("v1", "Pod", "spec.nodeName", true)]
    [InlineData("v1", "ConfigMap", "metadata.name", true)]
    [InlineData("v1", "ConfigMap", "data", false)]
    [InlineData("v1", "Event", "involvedObject.name", true)]
    public void Contains_Field_OnlyWhereTheServerIndexesIt(string apiVersion, string kind, string field, bool contained) =>
        Assert.Equal(contained, SelectableFields.Contains(apiVersion, kind, field));

    [Theory]
    [InlineData("""{"source":{"component":"kubelet"}}""", "source", "kubelet")]
    [InlineData("""{"reportingComponent":"scheduler"}""", "source", "scheduler")]
    [InlineData("""{}""", "status.replicas", "0")]
    [InlineData("""{"status":{"succeeded":2}}""", "status.successful", "2")]
    [InlineData("""{"spec":{"unschedulable":true}}""", "spec.unschedulable", "true")]
    public void Value_FieldWithARuleOfItsOwn_FollowsIt(string json, string field, string value) =>
        Assert.Equal(value, SelectableFields.Value((JsonObject)JsonNode.Parse(json)!, field));
}
