using System.Text;
using Agent.Kubernetes;
using Agent.Node.Sources;
using Agent.Node.WellKnown;

namespace Agent.Node.Tests.Sources;

public sealed class StaticPodManifestTests
{
    private const string Web = "apiVersion: v1\nkind: Pod\nmetadata: {name: web}\nspec: {containers: [{name: c, image: nginx}]}\n";

    [Fact]
    public void Read_Manifest_GivesADefaultedStaticPod()
    {
        var result = Read(Web);

        var pod = Assert.Single(result.Pods);
        Assert.Empty(result.Errors);
        Assert.Equal(("web-n1", "Always", "Always"), (pod.Name(), pod.Spec.RestartPolicy, pod.Spec.Containers[0].ImagePullPolicy));
    }

    [Fact]
    public void Read_SameMeaningWrittenOtherwise_GivesTheSameUid()
    {
        const string json =
            """{"kind":"Pod","apiVersion":"v1","metadata":{"name":"web"},"spec":{"restartPolicy":"Always","containers":[{"image":"nginx","name":"c"}]}}""";

        Assert.Equal(Read(Web).Pods[0].Uid(), Read(json).Pods[0].Uid());
    }

    [Theory]
    [InlineData("kind: Pod", "/m/web.yaml:1: apiVersion: nothing is not allowed; v1 is")]
    [InlineData("apiVersion: v1\nkind: Pod\nmetadata: {name: web}\nspec: {containers: [{name: c}]}", "/m/web.yaml: spec.containers[0].image: Required value")]
    [InlineData("apiVersion: v1\nkind: Pod\nmetadata: {name: web}\nspec: {serviceAccountName: a, containers: [{name: c, image: i}]}", "/m/web.yaml: spec.serviceAccountName: Forbidden: a static pod may not refer to a service account")]
    [InlineData("apiVersion: v1\nkind: Pod\nspec: {containers: [{name: c, image: i}]}", "/m/web.yaml: metadata.name: Required value: a static pod must have a name")]
    [InlineData("apiVersion: v1\nkind: Pod\nmetadata: {name: web, uid: ../../etc}\nspec: {containers: [{name: c, image: i}]}", "/m/web.yaml: metadata.uid: Invalid value: \"../../etc\": letters, digits, '-', '_' and '.', at most 128, not beginning with '.'")]
    public void Read_BadManifest_GivesOneErrorThatNamesFileAndField(string yaml, string error)
    {
        var result = Read(yaml);

        Assert.Equal([error], result.Errors);
        Assert.Empty(result.Pods);
    }

    [Fact]
    public void Read_UnknownField_IsAWarning() =>
        Assert.Equal(
            ["/m/web.yaml:3: metadata.nmae: this version does not know the field; it is left out"],
            Read(Web.Replace("{name: web}", "{name: web, nmae: x}", StringComparison.Ordinal)).Warnings);

    [Fact]
    public void Read_ListFromAUrl_GivesAllOrNone()
    {
        const string list =
            """
            apiVersion: v1
            kind: PodList
            items:
            - {metadata: {name: a}, spec: {containers: [{name: c, image: i}]}}
            - {metadata: {name: b}, spec: {containers: [{name: c, image: i}]}}
            """;

        var good = StaticPodManifest.Read(Encoding.UTF8.GetBytes(list), "n1", PodSourceNames.Http, "http://x/");
        var bad = StaticPodManifest.Read(
            Encoding.UTF8.GetBytes(list.Replace("{name: b}", "{name: B}", StringComparison.Ordinal)), "n1", PodSourceNames.Http, "http://x/");

        Assert.Equal(["a-n1", "b-n1"], good.Pods.Select(p => p.Name()));
        Assert.Empty(bad.Pods);
        Assert.StartsWith("http://x/: metadata.name: Invalid value: \"B-n1\"", Assert.Single(bad.Errors), StringComparison.Ordinal);
    }

    private static StaticPodManifestResult Read(string content) =>
        StaticPodManifest.Read(Encoding.UTF8.GetBytes(content), "n1", PodSourceNames.File, "/m/web.yaml");
}
