using System.Text;
using Agent.Kubernetes.Kubeconfig;

namespace Agent.Kubernetes.Tests.Kubeconfig;

public sealed class KubeconfigLoaderTests : IDisposable
{
    private const string Minimal = """
        apiVersion: v1
        kind: Config
        current-context: main
        clusters: [{name: c, cluster: {server: "https://10.0.0.1:6443"}}]
        users: [{name: u, user: {USER}}]
        contexts: [{name: main, context: {cluster: c, user: u, namespace: ns}}, {name: other, context: {cluster: c}}]
        """;

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Load_FullFile_ReadsEverything()
    {
        var path = _folder.Write("config", $$$"""
            apiVersion: v1
            kind: Config
            preferences: {}
            current-context: main
            clusters:
            - name: c
              cluster:
                server: https://api.example.org:6443/prefix
                certificate-authority: pki/ca.crt
                tls-server-name: kubernetes
                proxy-url: socks5://u:p@proxy:1080
                disable-compression: true
                extensions: [{name: client.authentication.k8s.io/exec, extension: {audience: a, count: 1}}]
            users:
            - name: u
              user:
                client-certificate-data: {{{Convert.ToBase64String("cert"u8)}}}
                client-key: /abs/key.pem
                tokenFile: token
                as: jane
                as-uid: u1
                as-groups: [g1]
                as-user-extra: {scope: [x]}
                exec:
                  apiVersion: client.authentication.k8s.io/v1
                  command: ./bin/plugin
                  args: [--x]
                  env: [{name: A, value: b}]
                  interactiveMode: IfAvailable
                  provideClusterInfo: true
                  installHint: "get it\u001b[1m"
            contexts:
            - {name: main, context: {cluster: c, user: u, namespace: ns}}
            """);

        var access = KubeconfigLoader.Load(path);

        Assert.Equal("https://api.example.org:6443/prefix", access.Server.ToString());
        Assert.Equal(Path.Combine(_folder.Path, "pki/ca.crt"), access.CertificateAuthority!.File);
        Assert.Equal(("kubernetes", true, "ns"), (access.TlsServerName, access.DisableCompression, access.Namespace));
        Assert.Equal("socks5://u:p@proxy:1080/", access.Proxy!.ToString());
        Assert.Equal("cert", Encoding.UTF8.GetString(access.ClientCertificate!.Data.Span));
        Assert.Equal("/abs/key.pem", access.ClientKey!.File);
        Assert.Equal(Path.Combine(_folder.Path, "token"), access.TokenFile);
        Assert.Equal(("jane", "u1", "g1"), (access.Impersonate!.User, access.Impersonate.Uid, string.Join(',', access.Impersonate.Groups)));
        Assert.Equal(("scope", "x"), (access.Impersonate.Extra.Single().Key, access.Impersonate.Extra.Single().Value.Single()));
        Assert.Equal(Path.Combine(_folder.Path, "bin/plugin"), access.Exec!.Command);
        Assert.Equal(("--x", new KeyValuePair<string, string>("A", "b"), true), (access.Exec.Arguments.Single(), access.Exec.Environment.Single(), access.Exec.ProvideClusterInfo));
        Assert.Equal("get it[1m", access.Exec.InstallHint);
        Assert.Equal("""{"audience":"a","count":1}""", access.Exec.ClusterConfig.GetRawText());
        Assert.Empty(access.Warnings);
        Assert.DoesNotContain("plugin", access.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void Load_JsonAndNamedContext_IsRead()
    {
        var path = _folder.Write("config", """
            {"clusters":[{"name":"c","cluster":{"server":"host:8080"}}],"contexts":[{"name":"x","context":{"cluster":"c"}}]}
            """);

        var access = KubeconfigLoader.Load(path, "x");

        Assert.Equal(("http://host:8080/", "default", null), (access.Server.ToString(), access.Namespace, access.Token));
    }

    [Fact]
    public void Load_UnknownField_IsAWarning()
    {
        var path = Write("{tokn: secret}");

        Assert.Equal([$"{path}:5: users[u].user.tokn: this version does not know the field; it is left out"], KubeconfigLoader.Load(path).Warnings);
    }

    [Fact]
    public void LoadList_SeveralFiles_TheFirstToNameAnEntryWins()
    {
        var one = _folder.Write("a/one", """
            users: [{name: u, user: {tokenFile: t}}]
            contexts: [{name: main, context: {cluster: c, user: u}}]
            """);
        var two = _folder.Write("b/two", """
            current-context: main
            clusters: [{name: c, cluster: {server: "https://two"}}]
            users: [{name: u, user: {tokenFile: other, as: jane}}]
            """);
        var three = _folder.Write("c/three", """
            current-context: ignored
            clusters: [{name: c, cluster: {server: "https://three", tls-server-name: x}}]
            """);

        var access = KubeconfigLoader.LoadList($"{_folder.Path}/missing:{one}:{two}:{three}");

        Assert.Equal(("https://two/", null, Path.Combine(_folder.Path, "a/t"), null), (access.Server.ToString(), access.TlsServerName, access.TokenFile, access.Impersonate));
    }

    [Theory]
    [InlineData("{auth-provider: {name: gcp}}", "5: users[u].user.auth-provider: \"gcp\" is not allowed; Kubernetes has removed providers, and an exec plugin takes their place")]
    [InlineData("{token: 5}", "5: users[u].user.token: a number is not allowed here; a text is (put it in quotes)")]
    [InlineData("{token: \"a\\nhunter2\"}", "5: users[u].user.token: the text has a control character, as a line end, which is not allowed")]
    [InlineData("{client-key-data: hunter2!}", "5: users[u].user.client-key-data: the text is not base64, which is what is allowed here")]
    [InlineData("{client-certificate: a}", "5: users[u].user.client-key: nothing is not allowed beside a client-certificate; client-key or client-key-data is")]
    [InlineData("{client-key: a, client-key-data: aGk=}", "5: users[u].user.client-key: is set together with client-key-data; one of the two is allowed")]
    [InlineData("{token: hunter2, username: me}", "5: users[u].user.username: is set together with a token; one way to prove who somebody is is allowed")]
    [InlineData("{as-groups: [a]}", "5: users[u].user.as: nothing is not allowed beside as-uid, as-groups or as-user-extra; a user's name is")]
    [InlineData("{as: a, as-groups: [a, b]}", "5: users[u].user.as-groups: 2 texts are not allowed here; one is, as this client sends each header once")]
    [InlineData("{as: a, as-user-extra: {k: [a, b]}}", "5: users[u].user.as-user-extra: 2 texts are not allowed here; one is, as this client sends each header once")]
    [InlineData("{exec: {command: x}}", "5: users[u].user.exec.apiVersion: nothing is not allowed here; client.authentication.k8s.io/v1 or client.authentication.k8s.io/v1beta1 is")]
    [InlineData("{exec: {apiVersion: client.authentication.k8s.io/v1alpha1, command: x}}", "5: users[u].user.exec.apiVersion: \"client.authentication.k8s.io/v1alpha1\" is not allowed; client.authentication.k8s.io/v1 or client.authentication.k8s.io/v1beta1 is")]
    [InlineData("{exec: {apiVersion: client.authentication.k8s.io/v1, command: x, interactiveMode: Always}}", "5: users[u].user.exec.interactiveMode: \"Always\" is not allowed: the agent has no terminal; Never or IfAvailable is")]
    [InlineData("{exec: {apiVersion: client.authentication.k8s.io/v1beta1}}", "5: users[u].user.exec.command: nothing is not allowed here; a program is")]
    public void Load_BadUser_NamesFileLineFieldAndWhatIsAllowed(string user, string message)
    {
        var path = Write(user);

        var e = Assert.Throws<KubeconfigException>(() => KubeconfigLoader.Load(path));

        Assert.Equal($"{path}:{message}", e.Message);
        Assert.DoesNotContain("hunter2", e.ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("current-context: main", "current-context: nope", "3: current-context: \"nope\" is not in contexts; main, other are")]
    [InlineData("current-context: main", "", " current-context: nothing is not allowed here; main, other are")]
    [InlineData("cluster: c, user: u", "cluster: d, user: u", "6: contexts[main].context.cluster: \"d\" is not in clusters; c is")]
    [InlineData("cluster: c, user: u", "cluster: c, user: v", "6: contexts[main].context.user: \"v\" is not in users; u is")]
    [InlineData("server: \"https://10.0.0.1:6443\"", "server: \"ftp://x\"", "4: clusters[c].cluster.server: \"ftp://x\" is not allowed; the URL of an API server, as https://10.0.0.1:6443, is")]
    [InlineData("server: \"https://10.0.0.1:6443\"", "", "4: clusters[c].cluster.server: nothing is not allowed here; the URL of an API server, as https://10.0.0.1:6443, is")]
    [InlineData("6443\"}", "6443\", proxy-url: \"socks4://u:hunter2@p\"}", "4: clusters[c].cluster.proxy-url: the text is not allowed; a URL with http, https or socks5 is")]
    [InlineData("6443\"}", "6443\", insecure-skip-tls-verify: \"yes\"}", "4: clusters[c].cluster.insecure-skip-tls-verify: text \"yes\" is not allowed here; true or false is")]
    [InlineData("6443\"}", "6443\", insecure-skip-tls-verify: true, certificate-authority: a}", "4: clusters[c].cluster.insecure-skip-tls-verify: true is not allowed together with certificate-authority; one of the two is")]
    [InlineData("kind: Config", "kind: Pod", "2: kind: \"Pod\" is not allowed; Config is")]
    [InlineData("name: other", "name: main", "6: contexts[1].name: \"main\" stands twice in contexts")]
    public void Load_BadFile_NamesFileLineFieldAndWhatIsAllowed(string replaced, string by, string message)
    {
        var path = _folder.Write("config", Minimal.Replace("{USER}", "{token: t}", StringComparison.Ordinal).Replace(replaced, by, StringComparison.Ordinal));

        var e = Assert.Throws<KubeconfigException>(() => KubeconfigLoader.Load(path));

        Assert.Equal($"{path}:{message}", e.Message);
    }

    [Theory]
    [InlineData("a: [", "not YAML")]
    [InlineData("[1]", "a map of fields is expected")]
    [InlineData("{\"a\":}", "not JSON")]
    public void Load_NoKubeconfig_SaysSo(string text, string why)
    {
        var path = _folder.Write("config", text);

        var e = Assert.Throws<KubeconfigException>(() => KubeconfigLoader.Load(path));

        Assert.StartsWith(path, e.Message, StringComparison.Ordinal);
        Assert.Contains(why, e.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Load_NoFile_SaysSo() => Assert.Equal(
        "/no/such/file: does not exist", Assert.Throws<KubeconfigException>(() => KubeconfigLoader.Load("/no/such/file")).Message);

    [Fact]
    public void InCluster_PodsFiles_AreUsed()
    {
        _folder.Write("token", "t");
        _folder.Write("ca.crt", "c");
        _folder.Write("namespace", "ns\n");

        var access = InClusterAccess.Load(name => name == "KUBERNETES_SERVICE_HOST" ? "fd00::1" : "443", _folder.Path);

        Assert.Equal(("https://[fd00::1]/", "ns"), (access.Server.ToString(), access.Namespace));
        Assert.Equal((Path.Combine(_folder.Path, "token"), Path.Combine(_folder.Path, "ca.crt")), (access.TokenFile, access.CertificateAuthority!.File));
    }

    [Fact]
    public void InCluster_NoPod_SaysSo() => Assert.Equal(
        "environment: KUBERNETES_SERVICE_HOST: is not set; inside of a pod it is",
        Assert.Throws<KubeconfigException>(() => InClusterAccess.Load(_ => null, _folder.Path)).Message);

    private string Write(string user) => _folder.Write("config", Minimal.Replace("{USER}", user, StringComparison.Ordinal));
}
