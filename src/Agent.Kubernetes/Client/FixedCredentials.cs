namespace Agent.Kubernetes.Client;

/// <summary>A credential that never changes.</summary>
internal sealed class FixedCredentials(ApiCredential credential) : ICredentialSource
{
    public ValueTask<ApiCredential> GetAsync(CancellationToken cancellation) => new(credential);

    public void Refused(ApiCredential credential)
    {
    }
}
