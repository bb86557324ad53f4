using System.Text.Json;

namespace Agent.Kubernetes.Kubeconfig;

/// <summary>Reads the <c>user</c> of a kubeconfig.</summary>
internal static class UserEntry
{
    private static readonly string[] ExecVersions = ["client.authentication.k8s.io/v1", "client.authentication.k8s.io/v1beta1"];

    /// <summary>Adds what the user says.</summary>
    /// <param name="access">What is known of the server.</param>
    /// <param name="user">The user.</param>
    /// <param name="clusterConfig">What the cluster tells exec plugins.</param>
    /// <exception cref="KubeconfigException">A field cannot be used.</exception>
    public static ApiAccess Apply(ApiAccess access, ConfigMap user, JsonElement clusterConfig)
    {
        if (user.Map("auth-provider") is { } provider)
        {
            throw user.Error(
                "auth-provider",
                $"\"{provider.Text("name")}\" is not allowed; Kubernetes has removed providers, and an exec plugin takes their place");
        }

        access = access with
        {
            ClientCertificate = ClusterEntry.Pem(user, "client-certificate"),
            ClientKey = ClusterEntry.Pem(user, "client-key"),
            Token = user.Text("token", secret: true),
            TokenFile = user.FilePath("tokenFile"),
            Username = user.Text("username"),
            Password = user.Text("password", secret: true),
            Exec = user.Map("exec") is { } exec ? Exec(exec, clusterConfig) : null,
            Impersonate = Impersonate(user),
        };
        Check(access, user);
        return access;
    }

    private static void Check(ApiAccess access, ConfigMap user)
    {
        if (access is { ClientCertificate: not null, ClientKey: null })
        {
            throw user.Error("client-key", "nothing is not allowed beside a client-certificate; client-key or client-key-data is");
        }

        if (access is { ClientKey: not null, ClientCertificate: null })
        {
            throw user.Error("client-certificate", "nothing is not allowed beside a client-key; client-certificate or client-certificate-data is");
        }

        if (access is { Password: not null, Username: null })
        {
            throw user.Error("username", "nothing is not allowed beside a password; a name is");
        }

        // A program beside a token is as in kubectl: the token is sent.
        if (access.Username is not null && (access.Token ?? access.TokenFile) is not null)
        {
            throw user.Error("username", "is set together with a token; one way to prove who somebody is is allowed");
        }

        foreach (var (field, value) in new[] { ("token", access.Token), ("username", access.Username), ("password", access.Password) })
        {
            if (value is not null && value.Any(char.IsControl))
            {
                throw user.Error(field, "the text has a control character, as a line end, which is not allowed");
            }
        }
    }

    private static Impersonation? Impersonate(ConfigMap user)
    {
        var (name, uid, groups, extra) = (user.Text("as"), user.Text("as-uid"), user.Texts("as-groups"), user.TextLists("as-user-extra"));
        if (name is null && (uid is not null || groups.Count > 0 || extra.Count > 0))
        {
            throw user.Error("as", "nothing is not allowed beside as-uid, as-groups or as-user-extra; a user's name is");
        }

        CheckOne(user, "as-groups", groups.Count);
        foreach (var (_, values) in extra)
        {
            CheckOne(user, "as-user-extra", values.Count);
        }

        return name is null ? null : new Impersonation(name, uid, groups, extra);
    }

    /// <summary>.NET joins the values of a header with commas, which the API server would take for one value.</summary>
    private static void CheckOne(ConfigMap user, string field, int count)
    {
        if (count > 1)
        {
            throw user.Error(field, $"{count} texts are not allowed here; one is, as this client sends each header once");
        }
    }

    private static ExecPlugin Exec(ConfigMap exec, JsonElement clusterConfig)
    {
        var version = exec.Required("apiVersion", string.Join(" or ", ExecVersions));
        if (!ExecVersions.Contains(version))
        {
            throw exec.Error("apiVersion", $"\"{version}\" is not allowed; {string.Join(" or ", ExecVersions)} is");
        }

        CheckMode(exec, version);
        var command = exec.Required("command", "a program");
        return new ExecPlugin
        {
            ApiVersion = version,
            Command = command.Contains('/', StringComparison.Ordinal) ? exec.Resolve(command) : command,
            Arguments = exec.Texts("args", secret: true),
            Environment = [.. exec.Maps("env").Select(Variable)],
            InstallHint = Printable(exec.Text("installHint") ?? ""),
            ProvideClusterInfo = exec.Switch("provideClusterInfo"),
            ClusterConfig = clusterConfig,
            Field = $"{exec.File}: {exec.Path}",
        };
    }

    private static KeyValuePair<string, string> Variable(ConfigMap variable) =>
        new(variable.Required("name", "the name of a variable"), variable.Text("value", secret: true) ?? "");

    private static void CheckMode(ConfigMap exec, string version)
    {
        var mode = exec.Text("interactiveMode");
        if (mode is null && version == ExecVersions[1])
        {
            return;
        }

        if (mode is not ("Never" or "IfAvailable"))
        {
            throw exec.Error(
                "interactiveMode",
                mode == "Always"
                    ? "\"Always\" is not allowed: the agent has no terminal; Never or IfAvailable is"
                    : $"{(mode is null ? "nothing" : $"\"{mode}\"")} is not allowed; Never or IfAvailable is");
        }
    }

    /// <summary>A hint from a file is shown on terminals.</summary>
    private static string Printable(string text) => string.Concat(text.Where(c => !char.IsControl(c) || c == '\n')).Trim();
}
