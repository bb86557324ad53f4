using Agent.Kubernetes;
using Agent.Node.Pods;

namespace Agent.Node.Containers;

/// <summary>The environment of a container: values in order, later names over earlier ones, with <c>$(NAME)</c> expanded.</summary>
internal static class ContainerEnvironment
{
    /// <summary>The variables in order of their first definition, or why they cannot be made.</summary>
    public static Built<EnvironmentVariables> Build(ContainerTarget target, NodeFacts facts)
    {
        var variables = new EnvironmentVariables();
        if (target.Container.EnvFrom is { Count: > 0 })
        {
            return Built<EnvironmentVariables>.Failed("envFrom: a static pod cannot refer to ConfigMaps and Secrets");
        }

        foreach (var env in target.Container.Env ?? [])
        {
            var name = env.Name ?? "";
            if (env.Value is { Length: > 0 } value)
            {
                variables.Set(name, VariableExpansion.Expand(value, variables.Values));
            }
            else if (env.ValueFrom is not { } source)
            {
                variables.Set(name, "");
            }
            else
            {
                var resolved = Resolve(source, target, facts);
                if (resolved.Config is null)
                {
                    return Built<EnvironmentVariables>.Failed($"env {name}: {resolved.Error}");
                }

                variables.Set(name, resolved.Config);
            }
        }

        return Built<EnvironmentVariables>.Ok(variables);
    }

    private static Built<string> Resolve(V1EnvVarSource source, ContainerTarget target, NodeFacts facts) =>
        source.FieldRef is { } field ? PodFields.Read(field.FieldPath ?? "", target.Pod, target.Sandbox.Ips, facts)
        : source.ResourceFieldRef is { } resource ? ResourceFields.Read(resource, target.Pod, target.Container)
        : Built<string>.Failed("a static pod cannot refer to ConfigMaps and Secrets");
}
