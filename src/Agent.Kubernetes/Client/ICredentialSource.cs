using Agent.Kubernetes.Api;

namespace Agent.Kubernetes.Client;

/// <summary>Gives credentials; safe to call from any thread.</summary>
internal interface ICredentialSource
{
    /// <summary>The credential of now.</summary>
    /// <exception cref="ApiConnectionException">There is none.</exception>
    ValueTask<ApiCredential> GetAsync(CancellationToken cancellation);

    /// <summary>The server has refused a credential (401): the next one is made anew where that is possible.</summary>
    void Refused(ApiCredential credential);
}
