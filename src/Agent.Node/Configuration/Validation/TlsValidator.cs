using System.Net.Security;

namespace Agent.Node.Configuration.Validation;

/// <summary>Certificates and algorithms of the HTTPS server.</summary>
internal sealed class TlsValidator : IConfigurationValidator
{
    public IEnumerable<Violation> Validate(KubeletConfiguration configuration)
    {
        if (configuration.TlsCertFile.Length == 0 != (configuration.TlsPrivateKeyFile.Length == 0))
        {
            var (field, other) = configuration.TlsCertFile.Length == 0
                ? ("tlsCertFile", "tlsPrivateKeyFile")
                : ("tlsPrivateKeyFile", "tlsCertFile");
            yield return new Violation(field, "", $"a path, since {other} is set");
        }

        for (var i = 0; i < configuration.TlsCipherSuites.Count; i++)
        {
            if (!Enum.TryParse<TlsCipherSuite>(configuration.TlsCipherSuites[i], out _))
            {
                yield return new Violation($"tlsCipherSuites[{i}]", configuration.TlsCipherSuites[i], "the IANA name of a cipher suite");
            }
        }

        if (configuration.ServerTlsBootstrap)
        {
            foreach (var violation in Rules.NeedsGate(configuration, "RotateKubeletServerCertificate", "serverTLSBootstrap", true, "false"))
            {
                yield return violation;
            }
        }
    }
}
