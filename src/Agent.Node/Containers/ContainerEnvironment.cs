using System.Text;
using Agent.Kubernetes;
using Agent.Node.Cluster;
using Agent.Node.Pods;

namespace Agent.Node.Containers;

/// <summary>
/// The environment of a container: <c>envFrom</c>, then <c>env</c> over it, then the services' variables where the name is free,
/// with <c>$(NAME)</c> expanded.
/// </summary>
internal static class ContainerEnvironment
{
    /// <summary>The variables in order of their first definition, or why they cannot be made.</summary>
    /// <param name="target">The container and its pod.</param>
    /// <param name="facts">What is known of the node.</param>
    /// <param name="objects">What was read of the cluster for it.</param>
    public static Built<EnvironmentVariables> Build(ContainerTarget target, NodeFacts facts, ClusterObjects objects)
    {
        var services = objects.Services is { } known
            ? ServiceVariables.Of(known, target.Pod.Namespace(), target.Pod.Spec.EnableServiceLinks ?? true)
            : [];
        var variables = new EnvironmentVariables();
        foreach (var from in target.Container.EnvFrom ?? [])
        {
            if (AddAll(variables, from, target.Pod.Namespace(), objects) is { } error)
            {
                return Built<EnvironmentVariables>.Failed(error);
            }
        }

        foreach (var env in target.Container.Env ?? [])
        {
            var name = env.Name ?? "";
            if (env.Value is { Length: > 0 } value)
            {
                variables.Set(name, VariableExpansion.Expand(value, variables.Values, services));
            }
            else if (env.ValueFrom is not { } source)
            {
                variables.Set(name, "");
            }
            else
            {
                var resolved = Resolve(source, target, facts, objects);
                if (resolved.Config is not null)
                {
                    variables.Set(name, resolved.Config);
                }
                else if (resolved.Error.Length > 0)
                {
                    return Built<EnvironmentVariables>.Failed(
                        source.ConfigMapKeyRef is null && source.SecretKeyRef is null ? $"env {name}: {resolved.Error}" : resolved.Error);
                }
            }
        }

        foreach (var (name, value) in services)
        {
            if (!variables.Values.ContainsKey(name))
            {
                variables.Set(name, value);
            }
        }

        return Built<EnvironmentVariables>.Ok(variables);
    }

    /// <summary>The value; no value and no error: the variable is left out.</summary>
    private static Built<string> Resolve(V1EnvVarSource source, ContainerTarget target, NodeFacts facts, ClusterObjects objects)
    {
        var space = target.Pod.Namespace();
        return source switch
        {
            { FieldRef: { } field } => PodFields.Read(field.FieldPath ?? "", target.Pod, target.Sandbox.Ips, facts),
            { ResourceFieldRef: { } resource } => ResourceFields.Read(resource, target.Pod, target.Container, objects.Allocatable),
            { ConfigMapKeyRef: { } map } =>
                Key(new ObjectKey(ObjectKind.ConfigMap, space, map.Name ?? ""), map.Key, map.Optional == true, objects),
            { SecretKeyRef: { } secret } =>
                Key(new ObjectKey(ObjectKind.Secret, space, secret.Name ?? ""), secret.Key, secret.Optional == true, objects),
            _ => Built<string>.Failed(
                "valueFrom: allowed are fieldRef, resourceFieldRef, configMapKeyRef and secretKeyRef; fileKeyRef is not supported"),
        };
    }

    private static Built<string> Key(ObjectKey key, string name, bool isOptional, ClusterObjects objects)
    {
        var data = objects[key];
        if (data.Error is { } error)
        {
            return Built<string>.Failed($"{key}: {error}");
        }

        if (data.IsMissing)
        {
            return Built<string>.Failed(isOptional ? "" : $"{key} not found");
        }

        return Value(data, name) is { } value
            ? Built<string>.Ok(value)
            : Built<string>.Failed(isOptional
                ? ""
                : $"couldn't find key {name} in {(key.Kind == ObjectKind.ConfigMap ? "ConfigMap" : "Secret")} {key.Namespace}/{key.Name}");
    }

    private static string? Value(ObjectData data, string name) => data switch
    {
        { ConfigMap: { } map } => map.Data?.GetValueOrDefault(name),
        { Secret: { } secret } => secret.Data?.GetValueOrDefault(name) is { } bytes ? Encoding.UTF8.GetString(bytes) : null,
        _ => null,
    };

    /// <summary>Adds all keys of an object; the error, if it must be there and is not.</summary>
    private static string? AddAll(EnvironmentVariables variables, V1EnvFromSource from, string space, ClusterObjects objects)
    {
        var (key, isOptional) = from switch
        {
            { ConfigMapRef: { } map } => (new ObjectKey(ObjectKind.ConfigMap, space, map.Name ?? ""), map.Optional == true),
            { SecretRef: { } secret } => (new ObjectKey(ObjectKind.Secret, space, secret.Name ?? ""), secret.Optional == true),
            _ => (null, true),
        };
        if (key is null)
        {
            return null;
        }

        var data = objects[key];
        if (data.Error is { } error)
        {
            return $"{key}: {error}";
        }

        if (data.IsMissing)
        {
            return isOptional ? null : $"{key} not found";
        }

        var values = data.ConfigMap?.Data?.Select(p => KeyValuePair.Create(p.Key, p.Value))
            ?? data.Secret?.Data?.Select(p => KeyValuePair.Create(p.Key, Encoding.UTF8.GetString(p.Value)))
            ?? [];
        foreach (var (name, value) in values.OrderBy(p => p.Key, StringComparer.Ordinal))
        {
            variables.Set(from.Prefix + name, value);
        }

        return null;
    }
}
