using System.Text.Json;

namespace Agent.Kubernetes.Tests.Json;

public sealed class KubernetesJsonTests
{
    private const string Pod =
        """
        {"apiVersion":"v1","kind":"Pod","metadata":{"annotations":{"a":"1"},"creationTimestamp":"2026-01-31T12:00:00Z","generation":1,
        "labels":{"app":"web","tier":"front"},"name":"web","namespace":"default","uid":"u1"},
        "spec":{"containers":[{"env":[{"name":"A","value":"b"}],"image":"nginx","livenessProbe":{"httpGet":{"path":"/","port":"http"},
        "periodSeconds":10},"name":"app","ports":[{"containerPort":80,"name":"http"}],
        "resources":{"limits":{"cpu":"500m","memory":"1Gi"}}}],"hostIPC":true,"terminationGracePeriodSeconds":30},
        "status":{"containerStatuses":[{"image":"","imageID":"","name":"app","ready":false,"restartCount":0}],"hostIP":"10.0.0.1","phase":"Running"}}
        """;

    private static readonly string OneLine = Pod.ReplaceLineEndings("");

    [Fact]
    public void Serialize_WhatWasRead_IsTheSameText() =>
        Assert.Equal(OneLine, KubernetesJson.Serialize(KubernetesJson.Deserialize<V1Pod>(OneLine)));

    [Fact]
    public void Deserialize_Pod_FillsTypedFields()
    {
        var pod = KubernetesJson.Deserialize<V1Pod>(OneLine);

        Assert.Equal("web", pod.Name());
        Assert.Equal("default", pod.Namespace());
        Assert.Equal("u1", pod.Uid());
        Assert.Equal(new DateTimeOffset(2026, 1, 31, 12, 0, 0, TimeSpan.Zero), pod.Metadata.CreationTimestamp);
        var container = Assert.Single(pod.Spec.Containers);
        Assert.Equal(new IntOrString("http"), container.LivenessProbe?.HttpGet?.Port);
        Assert.Equal(500, container.Resources?.Limits?["cpu"].MilliValue());
        Assert.Equal(1L << 30, container.Resources?.Limits?["memory"].Value());
        Assert.True(pod.Spec.HostIPC);
        Assert.Null(pod.Spec.HostNetwork);
        Assert.False(Assert.Single(pod.Status.ContainerStatuses!).Ready);
    }

    [Fact]
    public void Deserialize_MissingAndNullParts_AreEmptyNotNull()
    {
        var pod = KubernetesJson.Deserialize<V1Pod>("""{"metadata":null,"spec":{"containers":null}}""");

        Assert.Equal("", pod.Name());
        Assert.Empty(pod.Spec.Containers);
        Assert.Equal(new V1PodStatus(), pod.Status);
        Assert.Equal("", new V1Container { Name = null! }.Name);
    }

    [Fact]
    public void Serialize_RequiredFieldsNotSet_AreWrittenAsTheirZero() =>
        Assert.Equal(
            """{"image":"","imageID":"","name":"","ready":false,"restartCount":0}""",
            KubernetesJson.Serialize(new V1ContainerStatus()));

    [Fact]
    public void Serialize_UnknownFieldsOfObjectMetadataSpecAndStatus_AreKept()
    {
        const string json =
            """{"apiVersion":"v1","metadata":{"name":"a","newInMetadata":[1]},"spec":{"containers":[],"newInSpec":{"x":true}},"status":{"phase":"Running","newInStatus":"s"},"newAtTop":1}""";

        var pod = KubernetesJson.Deserialize<V1Pod>(json);

        Assert.True(JsonElement.DeepEquals(JsonDocument.Parse(json).RootElement, JsonDocument.Parse(KubernetesJson.Serialize(pod)).RootElement));
        Assert.Equal("s", pod.Status.UnknownFields!["newInStatus"].GetString());
    }

    [Fact]
    public void Deserialize_NoUnknownFields_AllocatesNoDictionary()
    {
        var pod = KubernetesJson.Deserialize<V1Pod>(OneLine);

        Assert.Null(pod.UnknownFields);
        Assert.Null(pod.Metadata.UnknownFields);
        Assert.Null(pod.Spec.UnknownFields);
        Assert.Null(pod.Status.UnknownFields);
    }

    [Fact]
    public void Serialize_Maps_AreInOrderOfTheirKeys()
    {
        var meta = new V1ObjectMeta { Labels = new Dictionary<string, string> { ["b"] = "2", ["B"] = "3", ["a"] = "1" } };

        Assert.Equal("""{"labels":{"B":"3","a":"1","b":"2"}}""", KubernetesJson.Serialize(meta));
    }

    [Theory]
    [InlineData("""{"spec":{"containers":[{"ports":[{"containerPort":"80"}]}]}}""", "$.spec.containers[0].ports[0].containerPort")]
    [InlineData("""{"metadata":{"labels":{"a":1}}}""", "$.metadata.labels")]
    [InlineData("""{"metadata":{"creationTimestamp":"yesterday"}}""", "$.metadata.creationTimestamp")]
    [InlineData("""{"spec":{"containers":[{"resources":{"limits":{"cpu":"lots"}}}]}}""", "$.spec.containers[0].resources.limits")]
    [InlineData("""{"spec":{"hostNetwork":"true"}}""", "$.spec.hostNetwork")]
    public void Deserialize_WrongType_NamesThePath(string json, string path) =>
        Assert.StartsWith(path, Assert.Throws<JsonException>(() => KubernetesJson.Deserialize<V1Pod>(json)).Path, StringComparison.Ordinal);

    [Fact]
    public void Deserialize_NamesInOtherCase_AreUnknownFields() =>
        Assert.True(KubernetesJson.Deserialize<V1Pod>("""{"spec":{"HostNetwork":true}}""").Spec.UnknownFields!.ContainsKey("HostNetwork"));

    [Fact]
    public void SemanticEquals_SameContentInOtherObjects_IsTrue()
    {
        var left = KubernetesJson.Deserialize<V1Pod>(OneLine);
        var right = KubernetesJson.Deserialize<V1Pod>(OneLine.Replace("\"1Gi\"", "\"1024Mi\"", StringComparison.Ordinal));

        Assert.True(KubernetesJson.SemanticEquals(left, right));
        Assert.Equal(left.GetHashCode(), right.GetHashCode());
        Assert.True(KubernetesJson.SemanticEquals(left.Spec, right.Spec with { Volumes = [] }));
    }

    [Theory]
    [InlineData("\"500m\"", "\"501m\"")]
    [InlineData("\"front\"", "\"back\"")]
    [InlineData("\"periodSeconds\":10", "\"periodSeconds\":11")]
    [InlineData("\"path\":\"/\"", "\"path\":\"/\",\"host\":\"h\"")]
    [InlineData("\"kind\":\"Pod\"", "\"kind\":\"Pod\",\"new\":1")]
    public void SemanticEquals_OneDifferenceDeepInside_IsFalse(string from, string to) =>
        Assert.False(KubernetesJson.SemanticEquals(
            KubernetesJson.Deserialize<V1Pod>(OneLine),
            KubernetesJson.Deserialize<V1Pod>(OneLine.Replace(from, to, StringComparison.Ordinal))));

    [Fact]
    public void ToString_Models_ShowNamesAndNoValues()
    {
        Assert.Equal("V1Pod { default/web }", KubernetesJson.Deserialize<V1Pod>(OneLine).ToString());
        Assert.Equal("V1EnvVar { Name = TOKEN }", new V1EnvVar { Name = "TOKEN", Value = "secret" }.ToString());
    }
}
