using System.Text;
using Agent.Kubernetes.Kubeconfig;

namespace Agent.Kubernetes.Client;

/// <summary>Chooses the source of credentials.</summary>
internal static class CredentialSources
{
    /// <summary>A token comes before a user name, and either before a program, as in kubectl.</summary>
    /// <exception cref="KubeconfigException">The token file cannot be read and there is no token beside it.</exception>
    public static ICredentialSource Create(ApiAccess access, HttpApiServerOptions options) => access switch
    {
        { TokenFile: { } file } => new TokenFileCredentials(file, access.Token, options.Time, options.Notice),
        { Token: { } token } => new FixedCredentials(new ApiCredential("Bearer " + token)),
        { Username: { } name } => new FixedCredentials(
            new ApiCredential("Basic " + Convert.ToBase64String(Encoding.UTF8.GetBytes($"{name}:{access.Password}")))),
        { Exec: { } plugin } => new ExecCredentials(plugin, access, options.Time),
        _ => new FixedCredentials(ApiCredential.None),
    };
}
