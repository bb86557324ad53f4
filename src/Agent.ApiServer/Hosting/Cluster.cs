using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text.Json.Nodes;
using Agent.ApiServer.Admission;
using Agent.ApiServer.Certificates;
using Agent.ApiServer.Controllers;
using Agent.ApiServer.Http;
using Agent.ApiServer.Json;
using Agent.ApiServer.Persistence;
using Agent.ApiServer.Resources;
using Agent.ApiServer.Store;
using Agent.ApiServer.Tokens;
using Agent.Kubernetes.Validation;
using Microsoft.Extensions.Logging;

namespace Agent.ApiServer.Hosting;

/// <summary>An API server on a port with its scheduler, its controllers and its file.</summary>
public sealed class Cluster : IAsyncDisposable
{
    private const int TokenKeyBits = 2048;
    private static readonly TimeSpan SavePeriod = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan LongestWait = TimeSpan.FromSeconds(1);

    private readonly ClusterAuthority _authority;
    private readonly RSA _tokenKey;
    private readonly StateFile? _file;
    private readonly ApiServerHost _host;
    private readonly ClusterControllers? _controllers;
    private readonly ILogger _logger;
    private readonly SemaphoreSlim _changed = new(0);
    private readonly CancellationTokenSource _stopping = new();
    private readonly Task _work;
    private readonly Task _saving;
    private long _saved;

    private Cluster(
        ClusterAuthority authority, RSA tokenKey, StateFile? file, ApiServerHost host, ClusterControllers? controllers, ILogger logger)
    {
        (_authority, _tokenKey, _file, _host, _controllers, _logger) = (authority, tokenKey, file, host, controllers, logger);
        if (controllers is not null)
        {
            controllers.Refused += refusal => ClusterLog.Refused(logger, refusal);
            host.Server.Store.Changed += OnChanged;
        }

        _work = controllers is null ? Task.CompletedTask : Task.Run(WorkAsync);
        _saving = file is null ? Task.CompletedTask : Task.Run(SaveAsync);
    }

    /// <summary>Where the API server is reached.</summary>
    public Uri Address => _host.Address;

    /// <summary>The authority that the server's certificate is from, and those of its clients.</summary>
    public ClusterAuthority Authority => _authority;

    /// <summary>The server's objects.</summary>
    public StoreApiServer Server => _host.Server;

    /// <summary>Starts a cluster.</summary>
    /// <exception cref="IOException">The port is taken, or the file cannot be read.</exception>
    public static async Task<Cluster> StartAsync(ClusterOptions options, ILoggerFactory loggers, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(options);
        ArgumentNullException.ThrowIfNull(loggers);
        var logger = loggers.CreateLogger<Cluster>();
        var file = options.DataFile is { } path ? new StateFile(path) : null;
        var kept = Read(file, logger);
        var authority = kept is null
            ? ClusterAuthority.Create(TimeProvider.System)
            : ClusterAuthority.FromPem(kept.AuthorityCertificate, kept.AuthorityKey, TimeProvider.System);
        var tokenKey = RSA.Create(TokenKeyBits);
        if (kept is not null)
        {
            tokenKey.ImportFromPem(kept.TokenKey);
        }

        var server = new StoreApiServer(
            new StoreApiServerOptions
            {
                Store = new StoreOptions { Time = TimeProvider.System, Random = Random.Shared, ReadersOnThreadPool = true },
                Admission = new AdmissionOptions { RootCertificates = authority.CertificatePem, TaintNewNodes = options.RunControllers },
                TokenSigner = new RsaTokenSigner(tokenKey),
            },
            store => Restore(store, kept));
        var host = await ApiServerHost.StartAsync(
            server,
            new HttpServerOptions
            {
                Listen = options.Listen,
                Certificate = authority.IssueServer(ServerNames(options)),
                ClientAuthority = authority.Certificate,
                AllowAnonymous = options.AllowAnonymous,
                AuditLogFile = options.AuditLogFile,
                Before = options.Before,
            },
            loggers,
            cancellation);
        return new Cluster(
            authority, tokenKey, file, host, options.RunControllers ? new ClusterControllers(server) : null, logger);
    }

    /// <summary>Whether a node may be called so.</summary>
    public static bool IsNodeName(string name) => NameRules.DnsSubdomain(name) is null;

    /// <summary>A kubeconfig for a node: its user is <c>system:node:NAME</c>.</summary>
    public string NodeKubeconfig(string node) => Kubeconfig($"system:node:{node}", "system:nodes");

    /// <summary>A kubeconfig for a user, with a certificate of its own. It holds a key.</summary>
    public string Kubeconfig(string user, params IEnumerable<string> groups)
    {
        using var certificate = _authority.IssueClient(user, groups);
        return KubeconfigText.Write(Address, _authority.CertificatePem, user, certificate);
    }

    /// <summary>Ends it; what is kept is written first.</summary>
    public async ValueTask DisposeAsync()
    {
        await _stopping.CancelAsync();
        await Task.WhenAll(_work, _saving);
        await _host.DisposeAsync();
        _host.Server.Store.Changed -= OnChanged;
        _controllers?.Dispose();
        Save();
        _authority.Dispose();
        _tokenKey.Dispose();
        _stopping.Dispose();
        _changed.Dispose();
    }

    private static ClusterState? Read(StateFile? file, ILogger logger)
    {
        try
        {
            return file?.Read();
        }
        catch (InvalidDataException damaged)
        {
            ClusterLog.SetAside(logger, file!.Path, damaged.Message, file.SetAside());
            return null;
        }
    }

    private static void Restore(ObjectStore store, ClusterState? kept)
    {
        if (kept is null)
        {
            return;
        }

        var objects = new List<(ResourceDefinition, JsonObject)>();
        foreach (var value in kept.Objects)
        {
            // What an older or newer version served is left out.
            if (ResourceCatalog.FindObject(value.Text("apiVersion") ?? "", value.Text("kind") ?? "") is { } definition)
            {
                objects.Add((definition, value));
            }
        }

        store.Restore(kept.Version, objects);
    }

    private static IEnumerable<string> ServerNames(ClusterOptions options) => new[]
    {
        "localhost", "127.0.0.1", "::1", "kubernetes", "kubernetes.default", "kubernetes.default.svc",
        "kubernetes.default.svc.cluster.local", Kinds.ServiceKind.ApiServerAddress, Environment.MachineName.ToLowerInvariant(),
        options.Listen.Address.ToString(),
    }.Distinct(StringComparer.Ordinal);

    private void OnChanged(StoredObject? before, StoredObject? after)
    {
        if (_changed.CurrentCount == 0)
        {
            _changed.Release();
        }
    }

    private async Task WorkAsync()
    {
        while (!_stopping.IsCancellationRequested)
        {
            try
            {
                _controllers!.Run();
                await _changed.WaitAsync(LongestWait, _stopping.Token);
            }
            catch (OperationCanceledException) when (_stopping.IsCancellationRequested)
            {
                return;
            }
            catch (Exception failure)
            {
                // A controller that fails must not end the others; what it looked at comes again with the next change.
                ClusterLog.ControllerFailed(_logger, failure);
            }
        }
    }

    private async Task SaveAsync()
    {
        while (!_stopping.IsCancellationRequested)
        {
            try
            {
                await Task.Delay(SavePeriod, _stopping.Token);
            }
            catch (OperationCanceledException)
            {
                return;
            }

            Save();
        }
    }

    private void Save()
    {
        if (_file is null)
        {
            return;
        }

        try
        {
            var store = _host.Server.Store;
            var (version, objects) = store.Run(() => (store.Version, ResourceCatalog.All.SelectMany(d => store.List(d)).ToList()));
            if (version == _saved)
            {
                return;
            }

            using var key = _authority.Certificate.GetECDsaPrivateKey()!;
            var keys = new ClusterState(
                version, _authority.CertificatePem, key.ExportPkcs8PrivateKeyPem(), _tokenKey.ExportPkcs8PrivateKeyPem(), []);
            _file.Write(version, keys, objects.Select(o => o.Json));
            _saved = version;
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            ClusterLog.NotSaved(_logger, _file.Path, failure.Message);
        }
    }
}
