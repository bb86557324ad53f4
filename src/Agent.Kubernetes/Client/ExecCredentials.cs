using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Agent.Kubernetes.Kubeconfig;

namespace Agent.Kubernetes.Client;

/// <summary>
/// Credentials that a program gives, kept until they expire or the server refuses them. Requests that need one at the same time
/// share one run.
/// </summary>
internal sealed class ExecCredentials : ICredentialSource
{
    /// <summary>Time a program has; client-go would wait for ever.</summary>
    internal static readonly TimeSpan Deadline = TimeSpan.FromMinutes(1);

    private readonly ExecPlugin _plugin;
    private readonly string _info;
    private readonly TimeProvider _time;
    private readonly Lock _lock = new();
    private ExecCredential? _current;
    private Task<ExecCredential>? _run;

    public ExecCredentials(ExecPlugin plugin, ApiAccess access, TimeProvider time)
    {
        (_plugin, _time) = (plugin, time);
        _info = ExecCredentialJson.WriteInfo(plugin, access, TlsFiles.Read(access).Authorities);
    }

    public async ValueTask<ApiCredential> GetAsync(CancellationToken cancellation)
    {
        Task<ExecCredential> run;
        lock (_lock)
        {
            if (_current is { } current && !(current.Expiry <= _time.GetUtcNow()))
            {
                return current.Credential;
            }

            run = _run ??= RunAsync();
        }

        return (await run.WaitAsync(cancellation)).Credential;
    }

    public void Refused(ApiCredential credential)
    {
        lock (_lock)
        {
            _current = ReferenceEquals(_current?.Credential, credential) ? null : _current;
        }
    }

    private async Task<ExecCredential> RunAsync()
    {
        // Whoever started this holds the lock.
        await Task.Yield();
        try
        {
            var output = await ExecProcess.RunAsync(_plugin, _info, Deadline, _time);
            var credential = ExecCredentialJson.Read(output, _plugin);
            lock (_lock)
            {
                NoteRotation(_current, credential);
                _current = credential;
            }

            ClientInstruments.NoteExecExpiry(credential.Expiry);
            return credential;
        }
        finally
        {
            lock (_lock)
            {
                _run = null;
            }
        }
    }

    private void NoteRotation(ExecCredential? old, ExecCredential fresh)
    {
        if (old?.Credential.KeyPair is not { } pair || pair.Certificate == fresh.Credential.KeyPair?.Certificate)
        {
            return;
        }

        try
        {
            using var certificate = X509Certificate2.CreateFromPem(pair.Certificate);
            ClientInstruments.ExecRotationAge.Record((_time.GetUtcNow() - certificate.NotBefore.ToUniversalTime()).TotalSeconds);
        }
        catch (CryptographicException)
        {
            // It was never usable, which its requests have said; it has no age.
        }
    }
}
