using System.Text.Json.Nodes;
using Agent.Kubernetes.Patches;

namespace Agent.Kubernetes.Tests.Patches;

public sealed class StrategicMergePatchTests
{
    [Theory]
    // Objects and maps.
    [InlineData("core.v1.Pod", """{"metadata":{"labels":{"a":"1","b":"2"}}}""", """{"metadata":{"labels":{"a":null,"c":"3"}}}""", """{"metadata":{"labels":{"b":"2","c":"3"}}}""")]
    [InlineData("core.v1.Pod", """{"spec":{"hostNetwork":true}}""", """{"spec":{"hostNetwork":null,"hostPID":null}}""", """{"spec":{}}""")]
    [InlineData("core.v1.Pod", """{"metadata":{"labels":{"a":"1"}}}""", """{"metadata":{"labels":{"$patch":"replace","b":"2"}}}""", """{"metadata":{"labels":{"b":"2"}}}""")]
    [InlineData("core.v1.Pod", """{"metadata":{"labels":{"a":"1"}}}""", """{"metadata":{"labels":{"$patch":"delete"}}}""", """{"metadata":{"labels":{}}}""")]
    [InlineData("core.v1.Pod", """{}""", """{"metadata":{"labels":{"a":null,"b":"1"},"annotations":{"$patch":"replace","x":"y"}}}""", """{"metadata":{"labels":{"b":"1"},"annotations":{"x":"y"}}}""")]
    // Lists merged by key; entries of the patch come first unless the original has them later.
    [InlineData("core.v1.Pod", """{"spec":{"containers":[{"name":"a","image":"1"},{"name":"b","image":"2"}]}}""", """{"spec":{"containers":[{"name":"b","image":"3"}]}}""", """{"spec":{"containers":[{"name":"a","image":"1"},{"name":"b","image":"3"}]}}""")]
    [InlineData("core.v1.Pod", """{"spec":{"containers":[{"name":"a"},{"name":"b"}]}}""", """{"spec":{"containers":[{"name":"c"}]}}""", """{"spec":{"containers":[{"name":"c"},{"name":"a"},{"name":"b"}]}}""")]
    [InlineData("core.v1.Pod", """{"spec":{"containers":[{"name":"a"},{"name":"b"}]}}""", """{"spec":{"containers":[{"name":"a","$patch":"delete"},{"name":"z","$patch":"delete"}]}}""", """{"spec":{"containers":[{"name":"b"}]}}""")]
    [InlineData("core.v1.Pod", """{"spec":{"containers":[{"name":"a"},{"name":"b"}]}}""", """{"spec":{"containers":[{"$patch":"replace"},{"name":"c"},{"name":"b"}]}}""", """{"spec":{"containers":[{"name":"c"},{"name":"b"}]}}""")]
    [InlineData("core.v1.Pod", """{"spec":{"containers":[{"name":"a","ports":[{"containerPort":80,"name":"x"},{"containerPort":90}]}]}}""", """{"spec":{"containers":[{"name":"a","ports":[{"containerPort":80,"name":"y"}]}]}}""", """{"spec":{"containers":[{"name":"a","ports":[{"containerPort":80,"name":"y"},{"containerPort":90}]}]}}""")]
    [InlineData("core.v1.Pod", """{"status":{"conditions":[{"type":"Ready","status":"False","reason":"x"}]}}""", """{"status":{"conditions":[{"type":"Ready","status":"True","reason":null}]}}""", """{"status":{"conditions":[{"type":"Ready","status":"True"}]}}""")]
    [InlineData("core.v1.Pod", """{"status":{"podIPs":[{"ip":"10.0.0.1"}]}}""", """{"status":{"podIPs":[{"ip":"10.0.0.1","$patch":"delete"},{"ip":"10.0.0.2"}]}}""", """{"status":{"podIPs":[{"ip":"10.0.0.2"}]}}""")]
    [InlineData("core.v1.Pod", """{"metadata":{"ownerReferences":[{"uid":"1","name":"a"}]}}""", """{"metadata":{"ownerReferences":[{"uid":"2","name":"a"}]}}""", """{"metadata":{"ownerReferences":[{"uid":"2","name":"a"},{"uid":"1","name":"a"}]}}""")]
    // Order.
    [InlineData("core.v1.Pod", """{"spec":{"containers":[{"name":"a"},{"name":"b"},{"name":"s"}]}}""", """{"spec":{"$setElementOrder/containers":[{"name":"b"},{"name":"a"}]}}""", """{"spec":{"containers":[{"name":"b"},{"name":"a"},{"name":"s"}]}}""")]
    [InlineData("core.v1.Pod", """{"spec":{"containers":[{"name":"s"},{"name":"a"},{"name":"b"}]}}""", """{"spec":{"$setElementOrder/containers":[{"name":"c"},{"name":"b"},{"name":"a"}],"containers":[{"name":"c"},{"name":"a","image":"1"}]}}""", """{"spec":{"containers":[{"name":"c"},{"name":"s"},{"name":"b"},{"name":"a","image":"1"}]}}""")]
    [InlineData("core.v1.Pod", """{"spec":{}}""", """{"spec":{"$setElementOrder/containers":[{"name":"b"},{"name":"a"}],"containers":[{"name":"b"},{"name":"a"}]}}""", """{"spec":{"containers":[{"name":"b"},{"name":"a"}]}}""")]
    [InlineData("core.v1.Pod", """{"spec":{}}""", """{"spec":{"$setElementOrder/containers":[{"name":"b"}]}}""", """{"spec":{}}""")]
    [InlineData("core.v1.Pod", """{"spec":{"containers":[{"name":"b"}]}}""", """{"spec":{"$setElementOrder/containers":[{"name":"b"}],"containers":null}}""", """{"spec":{}}""")]
    // Lists of scalars.
    [InlineData("core.v1.Pod", """{"metadata":{"finalizers":["a","b"]}}""", """{"metadata":{"finalizers":["c","a"]}}""", """{"metadata":{"finalizers":["c","a","b"]}}""")]
    [InlineData("core.v1.Pod", """{"metadata":{"finalizers":["a","b"]}}""", """{"metadata":{"$deleteFromPrimitiveList/finalizers":["a","x"]}}""", """{"metadata":{"finalizers":["b"]}}""")]
    [InlineData("core.v1.Pod", """{"metadata":{}}""", """{"metadata":{"$deleteFromPrimitiveList/finalizers":["a"]}}""", """{"metadata":{}}""")]
    [InlineData("core.v1.Pod", """{"metadata":{"finalizers":["a","b"]}}""", """{"metadata":{"$deleteFromPrimitiveList/finalizers":["a"],"$setElementOrder/finalizers":["c","b"],"finalizers":["c"]}}""", """{"metadata":{"finalizers":["c","b"]}}""")]
    // Lists that are replaced.
    [InlineData("core.v1.Pod", """{"spec":{"tolerations":[{"key":"a"},{"key":"b"}]}}""", """{"spec":{"tolerations":[{"key":"c","tolerationSeconds":null}]}}""", """{"spec":{"tolerations":[{"key":"c"}]}}""")]
    [InlineData("core.v1.Pod", """{"spec":{"containers":[{"name":"a","args":["1","2"]}]}}""", """{"spec":{"containers":[{"name":"a","args":["3"]}]}}""", """{"spec":{"containers":[{"name":"a","args":["3"]}]}}""")]
    [InlineData("core.v1.Node", """{"spec":{"taints":[{"key":"a","effect":"NoSchedule"}]}}""", """{"spec":{"taints":[{"key":"b","effect":"NoExecute"}]}}""", """{"spec":{"taints":[{"key":"b","effect":"NoExecute"}]}}""")]
    // One of several alternatives.
    [InlineData("core.v1.Pod", """{"spec":{"volumes":[{"name":"v","emptyDir":{}}]}}""", """{"spec":{"volumes":[{"name":"v","$retainKeys":["name","hostPath"],"hostPath":{"path":"/x"}}]}}""", """{"spec":{"volumes":[{"name":"v","hostPath":{"path":"/x"}}]}}""")]
    [InlineData("apps.v1.Deployment", """{"spec":{"strategy":{"type":"RollingUpdate","rollingUpdate":{"maxSurge":1}}}}""", """{"spec":{"strategy":{"$retainKeys":["type"],"type":"Recreate"}}}""", """{"spec":{"strategy":{"type":"Recreate"}}}""")]
    [InlineData("policy.v1.PodDisruptionBudget", """{"spec":{"selector":{"matchLabels":{"a":"1"}}}}""", """{"spec":{"selector":{"matchLabels":{"b":"1"}}}}""", """{"spec":{"selector":{"matchLabels":{"b":"1"}}}}""")]
    // What the field table does not know.
    [InlineData("core.v1.Pod", """{"spec":{"new":{"a":1,"b":[1]}}}""", """{"spec":{"new":{"b":[null,2]}}}""", """{"spec":{"new":{"b":[null,2]}}}""")]
    // Another form than the object has.
    [InlineData("core.v1.Pod", """{"spec":{"containers":{"x":1}}}""", """{"spec":{"containers":[{"name":"a","image":null}]}}""", """{"spec":{"containers":[{"name":"a"}]}}""")]
    [InlineData("core.v1.Pod", """{"spec":{"containers":[{"image":"no name"}]}}""", """{"spec":{"containers":[{"name":"a"}]}}""", """{"spec":{"containers":[{"name":"a"},{"image":"no name"}]}}""")]
    public void Apply_Patch_GivesTheResult(string type, string original, string patch, string result)
    {
        var (before, changes) = (Parse(original), Parse(patch));

        Assert.Equal(result, StrategicMergePatch.Apply(changes, before, type).ToJsonString());
        Assert.Equal((original, patch), (before.ToJsonString(), changes.ToJsonString()));
    }

    [Theory]
    [InlineData("""{"$patch":"merge"}""", "$patch must be replace or delete")]
    [InlineData("""{"spec":{"containers":[{"image":"x"}]}}""", "spec.containers: each entry must have name, by which the list is merged")]
    [InlineData("""{"spec":{"containers":[1]}}""", "spec.containers: each entry must have name, by which the list is merged")]
    [InlineData("""{"spec":{"containers":[{"name":"a","$patch":"x"}]}}""", "spec.containers: $patch must be replace or delete")]
    [InlineData("""{"metadata":{"finalizers":[{}]}}""", "metadata.finalizers: only lists of texts, numbers and booleans can be merged without a key")]
    [InlineData("""{"metadata":{"$deleteFromPrimitiveList/finalizers":"a"}}""", "metadata: $deleteFromPrimitiveList/finalizers must be a list")]
    [InlineData("""{"metadata":{"$deleteFromPrimitiveList":["a"]}}""", "metadata: $deleteFromPrimitiveList must be $deleteFromPrimitiveList/ and the name of a list")]
    [InlineData("""{"spec":{"$setElementOrder/containers":{}}}""", "spec: $setElementOrder/containers must be a list")]
    [InlineData("""{"spec":{"$setElementOrder/containers":[{"name":"b"},{"name":"a"}],"containers":[{"name":"a"},{"name":"b"}]}}""", "spec.containers: $setElementOrder must have the entries of the patch, in the same order")]
    [InlineData("""{"spec":{"$retainKeys":["hostPID"],"hostNetwork":true}}""", "spec: $retainKeys must name hostNetwork, which the patch sets")]
    [InlineData("""{"spec":{"$retainKeys":[1]}}""", "spec: $retainKeys must be a list of names")]
    public void Apply_PatchNotWellFormed_NamesTheField(string patch, string message)
    {
        var original = Parse("""{"metadata":{"finalizers":["a"]},"spec":{"containers":[{"name":"a"}]}}""");

        var error = Assert.Throws<PatchException>(() => StrategicMergePatch.Apply(Parse(patch), original, "core.v1.Pod"));

        Assert.Equal((PatchErrorKind.Malformed, message), (error.Kind, error.Message));
    }

    [Fact]
    public void Apply_ToAModel_GivesAModel()
    {
        var pod = new V1Pod { Spec = new V1PodSpec { Containers = [new V1Container { Name = "a", Image = "1" }] } };

        var patched = StrategicMergePatch.Apply(Parse("""{"spec":{"containers":[{"name":"a","image":"2"}]}}"""), pod);

        Assert.Equal("2", Assert.Single(patched.Spec.Containers).Image);
    }

    private static JsonObject Parse(string json) => (JsonObject)JsonNode.Parse(json)!;
}
