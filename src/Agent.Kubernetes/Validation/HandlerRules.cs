namespace Agent.Kubernetes.Validation;

/// <summary>Rules of probes and lifecycle hooks.</summary>
internal static class HandlerRules
{
    public static void CheckContainer(FieldErrors errors, FieldPath path, V1Container container, long? grace)
    {
        CheckHook(errors, path["lifecycle"]["postStart"], container.Lifecycle?.PostStart, grace);
        CheckHook(errors, path["lifecycle"]["preStop"], container.Lifecycle?.PreStop, grace);
        CheckProbe(errors, path["livenessProbe"], container.LivenessProbe);
        CheckProbe(errors, path["readinessProbe"], container.ReadinessProbe);
        CheckProbe(errors, path["startupProbe"], container.StartupProbe);
        CheckOneSuccess(errors, path["livenessProbe"], container.LivenessProbe);
        CheckOneSuccess(errors, path["startupProbe"], container.StartupProbe);
        if (container.ReadinessProbe?.TerminationGracePeriodSeconds is { } seconds)
        {
            errors.Invalid(
                path["readinessProbe"]["terminationGracePeriodSeconds"], seconds, "must not be set for readiness probes");
        }
    }

    private static void CheckProbe(FieldErrors errors, FieldPath path, V1Probe? probe)
    {
        if (probe is null)
        {
            return;
        }

        CheckOne(errors, path, probe.Exec, probe.HttpGet, probe.TcpSocket, probe.Grpc);
        CheckActions(errors, path, probe.Exec, probe.HttpGet, probe.TcpSocket);
        if (probe.Grpc is { } grpc)
        {
            PortRules.CheckReference(errors, path["grpc"]["port"], grpc.Port);
        }

        errors.NotNegative(path["initialDelaySeconds"], probe.InitialDelaySeconds);
        errors.NotNegative(path["timeoutSeconds"], probe.TimeoutSeconds);
        errors.NotNegative(path["periodSeconds"], probe.PeriodSeconds);
        errors.NotNegative(path["successThreshold"], probe.SuccessThreshold);
        errors.NotNegative(path["failureThreshold"], probe.FailureThreshold);
        if (probe.TerminationGracePeriodSeconds <= 0)
        {
            errors.Invalid(path["terminationGracePeriodSeconds"], probe.TerminationGracePeriodSeconds, "must be greater than 0");
        }
    }

    private static void CheckOneSuccess(FieldErrors errors, FieldPath path, V1Probe? probe)
    {
        if (probe is not null && probe.SuccessThreshold != 1)
        {
            errors.Invalid(path["successThreshold"], probe.SuccessThreshold, "must be 1");
        }
    }

    private static void CheckHook(FieldErrors errors, FieldPath path, V1LifecycleHandler? hook, long? grace)
    {
        if (hook is null)
        {
            return;
        }

        CheckOne(errors, path, hook.Exec, hook.HttpGet, hook.TcpSocket, hook.Sleep);
        CheckActions(errors, path, hook.Exec, hook.HttpGet, hook.TcpSocket);
        if (hook.Sleep is { } sleep && (sleep.Seconds < 0 || sleep.Seconds > grace))
        {
            errors.Invalid(path["sleep"], sleep.Seconds, $"must be between 0 and terminationGracePeriodSeconds ({grace})");
        }
    }

    private static void CheckOne(FieldErrors errors, FieldPath path, params ReadOnlySpan<object?> handlers)
    {
        var count = 0;
        foreach (var handler in handlers)
        {
            count += handler is null ? 0 : 1;
        }

        if (count == 0)
        {
            errors.Required(path, "must have a handler");
        }
        else if (count > 1)
        {
            errors.Forbidden(path, "may not have more than one handler");
        }
    }

    private static void CheckActions(
        FieldErrors errors, FieldPath path, V1ExecAction? exec, V1HTTPGetAction? http, V1TCPSocketAction? tcp)
    {
        if (exec is not null && exec.Command is not { Count: > 0 })
        {
            errors.Required(path["exec"]["command"]);
        }

        if (http is not null)
        {
            var at = path["httpGet"];
            errors.NotEmpty(at["path"], http.Path);
            PortRules.CheckReference(errors, at["port"], http.Port);
            errors.RequiredOneOf(at["scheme"], http.Scheme, "HTTP", "HTTPS");
            foreach (var (header, i) in (http.HttpHeaders ?? []).Select((h, i) => (h, i)))
            {
                errors.RequiredAndCheck(at["httpHeaders"][i]["name"], header.Name, NameRules.HttpHeader);
            }
        }

        if (tcp is not null)
        {
            PortRules.CheckReference(errors, path["tcpSocket"]["port"], tcp.Port);
        }
    }
}
