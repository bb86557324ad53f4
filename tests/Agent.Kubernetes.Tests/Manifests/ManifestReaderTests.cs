using System.Text;
using Agent.Kubernetes.Manifests;

namespace Agent.Kubernetes.Tests.Manifests;

public sealed class ManifestReaderTests
{
    private const string Web =
        """
        apiVersion: v1
        kind: Pod
        metadata:
          name: web
          labels: {app: web}
        spec:
          hostNetwork: yes
          containers:
          - name: app
            image: nginx
            args: ["-c", "1", on]
            ports:
            - containerPort: 80
            resources:
              limits: {cpu: 0.5, memory: 128Mi}
            env:
            - name: MODE
              value: "0644"
            livenessProbe:
              httpGet: {port: http, path: /}
          volumes:
          - name: v
            hostPath: {path: /tmp}
            configMap: ~
        """;

    [Fact]
    public void ReadPod_Yaml_GivesTheModel()
    {
        var web = Web.Replace("\"1\", on", "\"1\", \"on\"", StringComparison.Ordinal);

        var pod = Read(web).Pod;

        Assert.NotNull(pod);
        Assert.Equal("web", pod.Name());
        Assert.True(pod.Spec.HostNetwork);
        var container = Assert.Single(pod.Spec.Containers);
        Assert.Equal(["-c", "1", "on"], container.Args);
        Assert.Equal(80, container.Ports![0].ContainerPort);
        Assert.Equal(500, container.Resources!.Limits!["cpu"].MilliValue());
        Assert.Equal("0644", container.Env![0].Value);
        Assert.Equal("http", container.LivenessProbe!.HttpGet!.Port.StringValue);
        Assert.Null(pod.Spec.Volumes![0].ConfigMap);
    }

    [Fact]
    public void ReadPod_BooleanWordInAList_IsAnErrorThatSaysQuotes() =>
        Assert.Equal(
            "web.yaml:11: spec.containers[0].args[2]: the boolean true (written on) is not allowed here; a text is (put it in quotes)",
            Read(Web).Error?.ToString());

    [Fact]
    public void ReadPod_Json_GivesTheModel()
    {
        var result = Read("""{"apiVersion": "v1", "kind": "Pod", "metadata": {"name": "a"}, "spec": {"containers": [{"name": "c"}]}}""");

        Assert.Null(result.Error);
        Assert.Equal("c", result.Pod?.Spec.Containers[0].Name);
    }

    [Theory]
    [InlineData("spec: {hostNetwork: \"true\"}", "spec.hostNetwork: the text \"true\" is not allowed here; true or false is")]
    [InlineData("spec: {containers: {}}", "spec.containers: a map is not allowed here; a list is")]
    [InlineData("spec: {containers: [~]}", "spec.containers[0]: nothing is not allowed here; an entry with a value is")]
    [InlineData("spec: {containers: [web]}", "spec.containers[0]: the text \"web\" is not allowed here; a map of fields is")]
    [InlineData("spec: {priority: 2147483648}", "spec.priority: the number 2147483648 is not allowed here; a whole number of 32 bits is")]
    [InlineData("spec: {priority: 1.5}", "spec.priority: the number 1.5 is not allowed here; a whole number of 32 bits is")]
    [InlineData("spec: {activeDeadlineSeconds: soon}", "spec.activeDeadlineSeconds: the text \"soon\" is not allowed here; a whole number of 64 bits is")]
    [InlineData("spec: {overhead: {cpu: lots}}", "spec.overhead[cpu]: the text \"lots\" is not allowed here; a quantity such as 100m, 2 or 1.5Gi is")]
    [InlineData("spec: {nodeSelector: {a: 1}}", "spec.nodeSelector[a]: the number 1 is not allowed here; a text is (put it in quotes)")]
    [InlineData("spec: {hostname: 12}", "spec.hostname: the number 12 is not allowed here; a text is (put it in quotes)")]
    [InlineData("spec: {hostname: [a]}", "spec.hostname: a list is not allowed here; a text is")]
    [InlineData(
        "metadata: {creationTimestamp: 2026-01-31}",
        "metadata.creationTimestamp: the text \"2026-01-31\" is not allowed here; a time as in RFC 3339, such as 2026-01-31T12:00:00Z is")]
    public void ReadPod_ValueThatDoesNotFit_NamesFieldValueAndWhatIsAllowed(string yaml, string error) =>
        Assert.Equal("web.yaml:3: " + error, Read("apiVersion: v1\nkind: Pod\n" + yaml).Error?.ToString());

    [Fact]
    public void ReadPod_ValuesThatMayBeSecrets_AreNotInTheMessage()
    {
        var env = Read("apiVersion: v1\nkind: Pod\nspec: {containers: [{env: [{name: PIN, value: 271828}]}]}").Error;
        var annotation = Read("apiVersion: v1\nkind: Pod\nmetadata: {annotations: {pin: 271828}}").Error;

        Assert.Equal("web.yaml:3: spec.containers[0].env[0].value: a number is not allowed here; a text is (put it in quotes)", env?.ToString());
        Assert.DoesNotContain("271828", annotation?.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void ReadPod_LongValue_IsCutInTheMessage()
    {
        var error = Read("apiVersion: v1\nkind: Pod\nspec: {priority: " + new string('x', 5000) + "}").Error;

        Assert.InRange(error!.Message.Length, 80, 200);
    }

    [Theory]
    [InlineData("", "the file is empty; a Pod is expected")]
    [InlineData("# only a comment\n---\n", "the file is empty; a Pod is expected")]
    [InlineData("- a", "a map of fields is expected, with apiVersion: v1 and kind: Pod")]
    [InlineData("kind: Pod", "apiVersion: nothing is not allowed; v1 is")]
    [InlineData("apiVersion: v1", "kind: nothing is not allowed; Pod (one pod per file, no list) is")]
    [InlineData("apiVersion: apps/v1\nkind: Deployment", "apiVersion: 'apps/v1' is not allowed; v1 is")]
    [InlineData("apiVersion: v1\nkind: PodList\nitems: []", "kind: 'PodList' is not allowed; Pod (one pod per file, no list) is")]
    [InlineData("apiVersion: v1\nkind: Pod\nkind: Pod", "the key 'kind' stands twice in one map")]
    [InlineData("{\"kind\":\"Pod\",\n\"kind\":\"Pod\"}", "the key 'kind' stands twice in one map")]
    [InlineData("{\"a\":1} {}", "not JSON: ")]
    [InlineData("{\"a\":\"\\ud800\"}", "not JSON: ")]
    [InlineData("a: [", "not YAML: ")]
    [InlineData("a: b\n---\nc: d", "a second document; one document per file is allowed")]
    [InlineData("? [a]\n: b", "a key must be a text")]
    [InlineData("a: *b", "the alias *b names no anchor that ends before it")]
    [InlineData("a: &b [*b]", "the alias *b names no anchor that ends before it")]
    [InlineData("a: !thing b", "the tag !thing does not fit the value")]
    [InlineData("a: .inf", ".inf is not a number that JSON has")]
    public void ReadPod_NotAPod_SaysWhatIsExpected(string content, string error)
    {
        var result = Read(content);

        Assert.Contains(error, result.Error?.ToString(), StringComparison.Ordinal);
        Assert.Null(result.Pod);
    }

    [Fact]
    public void ReadPod_DocumentMarksAroundOneDocument_AreAllowed() =>
        Assert.Equal("a", Read("---\napiVersion: v1\nkind: Pod\nmetadata: {name: a}\n---\n").Pod?.Name());

    [Fact]
    public void ReadPod_UnknownFields_AreWarningsAndLeftOut()
    {
        var result = Read("apiVersion: v1\nkind: Pod\nmetadata: {name: a, colour: red}\nspec:\n  containers:\n  - name: c\n    Image: nginx\n");

        Assert.Null(result.Error);
        Assert.Equal(
            [
                "web.yaml:3: metadata.colour: this version does not know the field; it is left out",
                "web.yaml:7: spec.containers[0].Image: this version does not know the field; it is left out",
            ],
            result.Warnings.Select(w => w.ToString()));
        Assert.Null(result.Pod?.Metadata.UnknownFields);
    }

    [Fact]
    public void ReadPod_AnchorsAndMergeKeys_AreResolved()
    {
        var pod = Read(
            """
            apiVersion: v1
            kind: Pod
            spec:
              containers:
              - &base
                name: a
                image: nginx
                resources: &small {limits: {cpu: 1}}
              - <<: *base
                name: b
              - <<: [{image: busybox}, *base]
                name: c
            """).Pod;

        Assert.Equal(["a nginx", "b nginx", "c busybox"], pod!.Spec.Containers.Select(c => $"{c.Name} {c.Image}"));
        Assert.All(pod.Spec.Containers, c => Assert.Equal(1, c.Resources!.Limits!["cpu"].Value()));
    }

    [Fact]
    public void ReadPod_NestedAliases_AreRefusedBeforeTheyGrow()
    {
        var bomb = new StringBuilder("apiVersion: v1\nkind: Pod\na0: &a0 [x, x, x, x, x, x, x, x, x, x]\n");
        for (var i = 1; i < 12; i++)
        {
            bomb.Append(System.Globalization.CultureInfo.InvariantCulture, $"a{i}: &a{i} [").AppendJoin(", ", Enumerable.Repeat($"*a{i - 1}", 10)).Append("]\n");
        }

        Assert.Equal("aliases repeat more than 50000 values", Read(bomb.ToString()).Error?.Message);
    }

    [Theory]
    [InlineData('[')]
    [InlineData('{')]
    public void ReadPod_ManyLevels_AreRefused(char open)
    {
        var error = Read("apiVersion: v1\nkind: Pod\nx: " + new string(open, 100_000)).Error;

        Assert.Equal("more than 100 levels of lists and maps", error?.Message);
    }

    [Fact]
    public void ReadPod_ManyLevelsOfJson_AreRefused() =>
        Assert.StartsWith(
            "not JSON: ",
            Read("""{"apiVersion":"v1","kind":"Pod","x":""" + new string('[', 100_000)).Error?.Message,
            StringComparison.Ordinal);

    [Fact]
    public void ReadPod_TooLarge_IsRefused() =>
        Assert.Equal(
            "more than 10485760 bytes (10 MiB)",
            ManifestReader.ReadPod("web.yaml", new byte[ManifestReader.MaxBytes + 1]).Error?.Message);

    [Fact]
    public void ReadPod_NotUtf8_IsRefused() =>
        Assert.Equal("not UTF-8 at byte 3", ManifestReader.ReadPod("f", new byte[] { (byte)'a', (byte)':', (byte)' ', 0xff }).Error?.Message);

    [Fact]
    public void ReadPod_ByteOrderMark_IsSkipped() =>
        Assert.NotNull(ManifestReader.ReadPod("f", new UTF8Encoding(true).GetPreamble().Concat("{\"apiVersion\":\"v1\",\"kind\":\"Pod\"}"u8.ToArray()).ToArray()).Pod);

    [Fact]
    public void ReadPods_PodOrList_GivesAllPods()
    {
        const string list = "apiVersion: v1\nkind: PodList\nitems:\n- metadata: {name: a}\n- metadata: {name: b}\n";

        Assert.Equal(["a", "b"], ManifestReader.ReadPods("u", Encoding.UTF8.GetBytes(list)).Pods.Select(p => p.Name()));
        Assert.Single(ManifestReader.ReadPods("u", "{\"apiVersion\":\"v1\",\"kind\":\"Pod\"}"u8.ToArray()).Pods);
        Assert.Equal(
            "kind: 'Node' is not allowed; Pod or PodList is",
            ManifestReader.ReadPods("u", "{\"apiVersion\":\"v1\",\"kind\":\"Node\"}"u8.ToArray()).Error?.ToString()["u:1: ".Length..]);
    }

    private static ManifestResult Read(string content) => ManifestReader.ReadPod("web.yaml", Encoding.UTF8.GetBytes(content));
}
