using System.Net;
using Agent.EndToEnd.Tests.Fixtures.Agents;
using Agent.EndToEnd.Tests.Fixtures.Processes;

namespace Agent.EndToEnd.Tests.Fixtures.Cluster;

/// <summary>
/// The real control plane: etcd, API server, controller manager and scheduler, on loopback only. Nodes are held to
/// their own objects (authorizer Node, admission NodeRestriction), as in a real cluster.
/// </summary>
internal sealed class ControlPlane : IControlPlane
{
    private const string Admin = "admin";
    private const string Node = "node";

    private readonly LabDirectory _lab;
    private readonly string _directory;
    private readonly ClusterCertificates _certificates;
    private readonly List<ServerProcess> _processes = [];
    private readonly Etcd _etcd;
    private readonly Uri _server = Loopback("https");

    private ControlPlane(LabDirectory lab)
    {
        _lab = lab;
        _directory = lab.Directories("control-plane");
        _certificates = new ClusterCertificates(_directory);
        _certificates.IssueServer("apiserver", IPAddress.Loopback, IPAddress.Parse("10.0.0.1"));
        _certificates.IssueClient(Admin, "admin", "system:masters");
        _certificates.IssueClient(Node, $"system:node:{AgentProcess.NodeName}", "system:nodes");
        WriteKubeconfig(Admin);
        WriteKubeconfig(Node);
        Kubectl = new Kubectl(lab, KubeconfigOf(Admin));
        AuditLogFile = lab.Combine("kube-apiserver-audit.log");
        File.WriteAllText(AuditPolicyFile, """
            apiVersion: audit.k8s.io/v1
            kind: Policy
            omitStages: [RequestReceived, ResponseStarted]
            rules:
            - level: Metadata
            """);
        _etcd = new Etcd(lab, Path.Combine(_directory, "etcd"));
    }

    public Kubectl Kubectl { get; }

    /// <summary>The file by which somebody is the administrator.</summary>
    public string AdminKubeconfig => KubeconfigOf(Admin);

    public string NodeKubeconfig => KubeconfigOf(Node);

    public ServerProcess ApiServer { get; private set; } = null!;

    public string AuditLogFile { get; }

    /// <summary>Starts it, and returns when the API server is ready and pods can be made.</summary>
    public static async Task<ControlPlane> StartAsync(LabDirectory lab)
    {
        var plane = new ControlPlane(lab);
        plane._processes.Add(plane._etcd.Start());
        plane.ApiServer = plane.StartApiServer();
        await plane.ReadyAsync();
        plane.StartControllers();
        await Eventually.ValueAsync(
            () => plane.Kubectl.GetAsync("serviceaccount", "default"), "the controller manager has made the default service account");
        return plane;
    }

    public Task ReadyAsync() => Eventually.TrueAsync(
        () => ApiServer.HasExited
            ? throw new InvalidOperationException($"The API server ended with {ApiServer.ExitCode}:\n{ApiServer.LogTail()}")
            : Kubectl.IsReadyAsync(),
        $"the API server is ready ({ApiServer.LogFile})");

    public async Task StopApiServerAsync()
    {
        await ApiServer.KillAsync();
        _processes.Remove(ApiServer);
        ApiServer.Dispose();
    }

    public Task StartApiServerAsync()
    {
        ApiServer = StartApiServer();
        return ReadyAsync();
    }

    /// <summary>etcd drops its old revisions, and the new API server's cache begins at the one of now.</summary>
    public async Task ForgetHistoryAsync()
    {
        await _etcd.CompactAsync();
        await StopApiServerAsync();
        await StartApiServerAsync();
    }

    public void Dispose()
    {
        _processes.ForEach(process => process.Dispose());
        _certificates.Dispose();
        _etcd.Dispose();
    }

    private string AuditPolicyFile => Path.Combine(_directory, "audit-policy.yaml");

    private static Uri Loopback(string scheme) => new($"{scheme}://127.0.0.1:{LoopbackPorts.Free()}");

    private static string Address(Uri uri) => uri.GetLeftPart(UriPartial.Authority);

    private ServerProcess StartApiServer() => Start(
        "kube-apiserver", $"--etcd-servers={_etcd.Address}", "--bind-address=127.0.0.1", "--advertise-address=127.0.0.1",
        $"--secure-port={_server.Port}", $"--cert-dir={_directory}", "--service-cluster-ip-range=10.0.0.0/24",
        $"--tls-cert-file={_certificates.CertificateOf("apiserver")}", $"--tls-private-key-file={_certificates.KeyOf("apiserver")}",
        $"--client-ca-file={_certificates.AuthorityFile}", "--service-account-issuer=https://kubernetes.default.svc",
        $"--service-account-signing-key-file={_certificates.TokenKeyFile}", $"--service-account-key-file={_certificates.TokenKeyFile}",
        "--authorization-mode=Node,RBAC", "--enable-admission-plugins=NodeRestriction", "--endpoint-reconciler-type=none",
        "--kubelet-preferred-address-types=InternalIP", $"--kubelet-client-certificate={_certificates.CertificateOf(Admin)}",
        $"--kubelet-client-key={_certificates.KeyOf(Admin)}", $"--audit-log-path={AuditLogFile}",
        $"--audit-policy-file={AuditPolicyFile}");

    private void StartControllers()
    {
        Start(
            "kube-controller-manager", $"--kubeconfig={KubeconfigOf(Admin)}", "--bind-address=127.0.0.1", "--port=0",
            $"--secure-port={LoopbackPorts.Free()}", $"--cert-dir={_directory}", "--leader-elect=false",
            $"--service-account-private-key-file={_certificates.TokenKeyFile}", $"--root-ca-file={_certificates.AuthorityFile}");
        Start(
            "kube-scheduler", $"--kubeconfig={KubeconfigOf(Admin)}", "--bind-address=127.0.0.1", "--port=0",
            $"--secure-port={LoopbackPorts.Free()}", $"--cert-dir={_directory}", "--leader-elect=false");
    }

    private ServerProcess Start(string name, params string[] arguments)
    {
        var process = ServerProcess.Start(
            _lab, Path.Combine(Prerequisites.ControlPlaneDirectory!, name), arguments, _lab.Combine($"{name}.log"));
        _processes.Add(process);
        return process;
    }

    private string KubeconfigOf(string user) => Path.Combine(_directory, user + ".kubeconfig");

    private void WriteKubeconfig(string user) => File.WriteAllText(KubeconfigOf(user), $"""
        apiVersion: v1
        kind: Config
        current-context: lab
        clusters:
        - name: lab
          cluster:
            server: {Address(_server)}
            certificate-authority: {_certificates.AuthorityFile}
        users:
        - name: {user}
          user:
            client-certificate: {_certificates.CertificateOf(user)}
            client-key: {_certificates.KeyOf(user)}
        contexts:
        - name: lab
          context:
            cluster: lab
            user: {user}
        """);
}
