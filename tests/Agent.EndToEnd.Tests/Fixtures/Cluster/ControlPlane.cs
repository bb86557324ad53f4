using System.Net;
using Agent.EndToEnd.Tests.Fixtures.Agents;
using Agent.EndToEnd.Tests.Fixtures.Processes;

namespace Agent.EndToEnd.Tests.Fixtures.Cluster;

/// <summary>
/// A control plane of the fixture's own: etcd, API server, controller manager and scheduler, on loopback only. Nodes are held to
/// their own objects (authorizer Node, admission NodeRestriction), as in a real cluster.
/// </summary>
internal sealed class ControlPlane : IDisposable
{
    private const string Admin = "admin";
    private const string Node = "node";

    private readonly LabDirectory _lab;
    private readonly string _directory;
    private readonly ClusterCertificates _certificates;
    private readonly List<ServerProcess> _processes = [];
    private readonly Uri _etcd = Loopback("http");
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
    }

    public Kubectl Kubectl { get; }

    /// <summary>The file by which the agent is the node, and no more.</summary>
    public string NodeKubeconfig => KubeconfigOf(Node);

    /// <summary>The API server's process.</summary>
    public ServerProcess ApiServer { get; private set; } = null!;

    /// <summary>Starts it, and returns when the API server is ready and pods can be made.</summary>
    public static async Task<ControlPlane> StartAsync(LabDirectory lab)
    {
        var plane = new ControlPlane(lab);
        plane.StartEtcd();
        plane.ApiServer = plane.StartApiServer();
        await plane.ReadyAsync();
        plane.StartControllers();
        await Eventually.ValueAsync(
            () => plane.Kubectl.GetAsync("serviceaccount", "default"), "the controller manager has made the default service account");
        return plane;
    }

    /// <summary>Waits until the API server is ready.</summary>
    public Task ReadyAsync() => Eventually.TrueAsync(
        () => ApiServer.HasExited
            ? throw new InvalidOperationException($"The API server ended with {ApiServer.ExitCode}:\n{ApiServer.LogTail()}")
            : Kubectl.IsReadyAsync(),
        $"the API server is ready ({ApiServer.LogFile})");

    public void Dispose()
    {
        _processes.ForEach(process => process.Dispose());
        _certificates.Dispose();
    }

    private static Uri Loopback(string scheme) => new($"{scheme}://127.0.0.1:{LoopbackPorts.Free()}");

    private static string Address(Uri uri) => uri.GetLeftPart(UriPartial.Authority);

    private void StartEtcd()
    {
        var peers = Address(Loopback("http"));
        Start(
            "etcd", "--data-dir", Path.Combine(_directory, "etcd"), "--listen-client-urls", Address(_etcd),
            "--advertise-client-urls", Address(_etcd), "--listen-peer-urls", peers, "--initial-advertise-peer-urls", peers,
            "--initial-cluster", $"default={peers}", "--unsafe-no-fsync");
    }

    private ServerProcess StartApiServer() => Start(
        "kube-apiserver", $"--etcd-servers={Address(_etcd)}", "--bind-address=127.0.0.1", "--advertise-address=127.0.0.1",
        $"--secure-port={_server.Port}", $"--cert-dir={_directory}", "--service-cluster-ip-range=10.0.0.0/24",
        $"--tls-cert-file={_certificates.CertificateOf("apiserver")}", $"--tls-private-key-file={_certificates.KeyOf("apiserver")}",
        $"--client-ca-file={_certificates.AuthorityFile}", "--service-account-issuer=https://kubernetes.default.svc",
        $"--service-account-signing-key-file={_certificates.TokenKeyFile}", $"--service-account-key-file={_certificates.TokenKeyFile}",
        "--authorization-mode=Node,RBAC", "--enable-admission-plugins=NodeRestriction", "--endpoint-reconciler-type=none",
        "--kubelet-preferred-address-types=InternalIP", $"--kubelet-client-certificate={_certificates.CertificateOf(Admin)}",
        $"--kubelet-client-key={_certificates.KeyOf(Admin)}");

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
