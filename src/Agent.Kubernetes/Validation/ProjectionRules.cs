namespace Agent.Kubernetes.Validation;

/// <summary>Rules of projected volumes and of files from the downward API.</summary>
internal static class ProjectionRules
{
    private const int MinTokenSeconds = 600;
    private const long MaxTokenSeconds = 1L << 32;
    private const int MinCertificateSeconds = 3600;
    private const int MaxCertificateSeconds = 91 * 24 * 3600;

    private static readonly string[] VolumeFields =
        ["metadata.name", "metadata.namespace", "metadata.uid", "metadata.labels", "metadata.annotations"];

    public static void Check(FieldErrors errors, FieldPath path, V1ProjectedVolumeSource projected, PodScope scope)
    {
        var files = new HashSet<string>(StringComparer.Ordinal);
        foreach (var (source, i) in (projected.Sources ?? []).Select((s, i) => (s, i)))
        {
            var at = path["sources"][i];
            var count = new object?[]
            {
                source.Secret, source.ConfigMap, source.DownwardAPI,
                source.ServiceAccountToken, source.ClusterTrustBundle, source.PodCertificate,
            }.Count(s => s is not null);
            if (count > 1)
            {
                errors.Forbidden(at, "only one kind of source may be set");
            }

            CheckSource(errors, at, source, scope);
            foreach (var file in Files(source).Where(f => f.Length > 0 && !files.Add(f)))
            {
                errors.Invalid(path, file, "two sources write the same path");
            }
        }
    }

    public static void DownwardFiles(FieldErrors errors, FieldPath path, IReadOnlyList<V1DownwardAPIVolumeFile>? files)
    {
        foreach (var (file, i) in (files ?? []).Select((f, i) => (f, i)))
        {
            errors.RequiredAndCheck(path[i]["path"], file.Path, NameRules.VolumeFile);
            VolumeRules.Mode(errors, path[i]["mode"], file.Mode);
            if (file.FieldRef is null == file.ResourceFieldRef is null)
            {
                errors.Required(path[i], "one of fieldRef and resourceFieldRef must be set");
            }

            if (file.FieldRef is { } field)
            {
                DownwardRules.CheckField(errors, path[i]["fieldRef"], field, VolumeFields);
            }

            if (file.ResourceFieldRef is { } resource)
            {
                DownwardRules.CheckResource(errors, path[i]["resourceFieldRef"], resource, containerNeeded: true);
            }
        }
    }

    private static void CheckSource(FieldErrors errors, FieldPath path, V1VolumeProjection source, PodScope scope)
    {
        if (source.Secret is { } secret)
        {
            errors.NotEmpty(path["secret"]["name"], secret.Name);
            VolumeRules.Items(errors, path["secret"]["items"], secret.Items);
        }

        if (source.ConfigMap is { } configMap)
        {
            errors.NotEmpty(path["configMap"]["name"], configMap.Name);
            VolumeRules.Items(errors, path["configMap"]["items"], configMap.Items);
        }

        if (source.DownwardAPI is { } downward)
        {
            DownwardFiles(errors, path["downwardAPI"]["items"], downward.Items);
        }

        if (source.ServiceAccountToken is { } token)
        {
            var at = path["serviceAccountToken"];
            errors.InRange(at["expirationSeconds"], token.ExpirationSeconds, MinTokenSeconds, MaxTokenSeconds);
            errors.RequiredAndCheck(at["path"], token.Path, NameRules.VolumeFile);
            if (string.IsNullOrEmpty(scope.Spec.ServiceAccountName))
            {
                errors.Forbidden(at, "may not be set when serviceAccountName is not");
            }
        }

        if (source.ClusterTrustBundle is { } bundle)
        {
            CheckBundle(errors, path["clusterTrustBundle"], bundle);
        }

        if (source.PodCertificate is { } certificate)
        {
            CheckCertificate(errors, path["podCertificate"], certificate);
        }
    }

    private static void CheckBundle(FieldErrors errors, FieldPath path, V1ClusterTrustBundleProjection bundle)
    {
        if (bundle.Name is null == bundle.SignerName is null)
        {
            errors.Required(path, "one of name and signerName must be set");
        }

        if (bundle.Name is not null)
        {
            errors.NotEmpty(path["name"], bundle.Name);
            if (bundle.LabelSelector is not null)
            {
                errors.Invalid(path["labelSelector"], bundle.Name, "may not be set when name is");
            }
        }

        if (bundle.SignerName is not null)
        {
            errors.NotEmpty(path["signerName"], bundle.SignerName);
            SelectorRules.Check(errors, path["labelSelector"], bundle.LabelSelector);
        }

        errors.RequiredAndCheck(path["path"], bundle.Path, NameRules.VolumeFile);
    }

    private static void CheckCertificate(FieldErrors errors, FieldPath path, V1PodCertificateProjection certificate)
    {
        errors.NotEmpty(path["signerName"], certificate.SignerName);
        errors.RequiredOneOf(
            path["keyType"], certificate.KeyType, "RSA3072", "RSA4096", "ECDSAP256", "ECDSAP384", "ECDSAP521", "ED25519");
        errors.InRange(
            path["maxExpirationSeconds"], certificate.MaxExpirationSeconds, MinCertificateSeconds, MaxCertificateSeconds);
        var paths = new[]
        {
            ("credentialBundlePath", certificate.CredentialBundlePath),
            ("keyPath", certificate.KeyPath),
            ("certificateChainPath", certificate.CertificateChainPath),
        };
        if (paths.All(p => string.IsNullOrEmpty(p.Item2)))
        {
            errors.Required(path, "one of credentialBundlePath, keyPath and certificateChainPath must be set");
        }

        foreach (var (field, file) in paths)
        {
            if (!string.IsNullOrEmpty(file))
            {
                errors.Check(path[field], file, NameRules.VolumeFile);
            }
        }
    }

    /// <summary>The paths a source is known to write.</summary>
    private static IEnumerable<string> Files(V1VolumeProjection source) =>
        (source.Secret?.Items ?? []).Select(i => i.Path)
        .Concat((source.ConfigMap?.Items ?? []).Select(i => i.Path))
        .Concat((source.DownwardAPI?.Items ?? []).Select(f => f.Path))
        .Concat(new[]
        {
            source.ServiceAccountToken?.Path,
            source.ClusterTrustBundle?.Path,
            source.PodCertificate?.CredentialBundlePath,
            source.PodCertificate?.KeyPath,
            source.PodCertificate?.CertificateChainPath,
        }.OfType<string>());
}
