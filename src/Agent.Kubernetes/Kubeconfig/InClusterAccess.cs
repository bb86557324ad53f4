namespace Agent.Kubernetes.Kubeconfig;

/// <summary>How a pod reaches the API server of its cluster: as its service account.</summary>
public static class InClusterAccess
{
    /// <summary>Where a pod finds its service account.</summary>
    public const string Directory = "/var/run/secrets/kubernetes.io/serviceaccount";

    /// <summary>Reads the variables and files that a pod is given.</summary>
    /// <param name="variable">Reads an environment variable.</param>
    /// <param name="directory">The service account's folder.</param>
    /// <exception cref="KubeconfigException">This is no pod, or a file is missing.</exception>
    public static ApiAccess Load(Func<string, string?> variable, string directory = Directory)
    {
        ArgumentNullException.ThrowIfNull(variable);
        var (host, port) = (variable("KUBERNETES_SERVICE_HOST"), variable("KUBERNETES_SERVICE_PORT"));
        if (host is not { Length: > 0 } || port is not { Length: > 0 })
        {
            throw new KubeconfigException("environment", 0, host is { Length: > 0 } ? "KUBERNETES_SERVICE_PORT" : "KUBERNETES_SERVICE_HOST", "is not set; inside of a pod it is");
        }

        var authority = host.Contains(':', StringComparison.Ordinal) ? $"[{host}]:{port}" : $"{host}:{port}";
        if (!Uri.TryCreate($"https://{authority}", UriKind.Absolute, out var server))
        {
            throw new KubeconfigException("environment", 0, "KUBERNETES_SERVICE_HOST", $"\"{authority}\" is no host and port");
        }

        var (token, authorities, space) = (Path.Combine(directory, "token"), Path.Combine(directory, "ca.crt"), Path.Combine(directory, "namespace"));
        if (!File.Exists(token))
        {
            throw new KubeconfigException(token, 0, "", "does not exist; a pod has its service account's token there");
        }

        return new ApiAccess
        {
            Origin = directory,
            Server = server,
            TokenFile = token,
            Namespace = File.Exists(space) && File.ReadAllText(space).Trim() is { Length: > 0 } name ? name : "default",
            CertificateAuthority = File.Exists(authorities) ? new PemSource(authorities, authorities, default) : null,
        };
    }
}
