using Agent.Cri.Protocol;
using Agent.Kubernetes;
using Agent.Node.Events;
using Agent.Node.Host;
using Agent.Node.Host.Http;
using Agent.Node.Pods;
using Agent.Node.Probes;
using Agent.Node.Runtime;
using Akka.Actor;

namespace Agent.Node.Containers;

/// <summary>Its lifecycle hooks: postStart before it counts as running, preStop within the grace.</summary>
internal sealed partial class ContainerActor
{
    private const string PostStart = "postStart";

    private const string PreStop = "preStop";

    private HookRun? _hook;
    private CancellationTokenSource? _hookCancellation;
    private string? _postStartFailure;

    /// <summary>Runs a hook; its end comes to <see cref="OnHookEnded"/>.</summary>
    /// <param name="name">postStart or preStop.</param>
    /// <param name="handler">What it does.</param>
    /// <param name="containerId">The instance it is for.</param>
    /// <param name="limit">When it is waited for no longer; null: never.</param>
    private void BeginHook(string name, V1LifecycleHandler handler, string containerId, TimeSpan? limit)
    {
        var id = NextCall();
        var kind = handler switch
        {
            { Exec: not null } => "exec",
            { HttpGet: not null } => "httpGet",
            { Sleep: not null } => "sleep",
            _ => "invalid",
        };
        _hookCancellation?.Cancel();
        _hook = new HookRun(id, name, handler, containerId);
        LogHook(_setup.PodName, _record.Name, name, kind);
        Publish(_record with { Hook = new HookProgress(name, kind), DueAt = limit is { } time ? Now + time : null });
        if (limit is { } most)
        {
            Timers.StartSingleTimer(nameof(HookOverdue), new HookOverdue(id), most);
        }

        switch (handler)
        {
            case { Exec: { } exec }:
                var request = new ExecSyncRequest { ContainerId = containerId };
                request.Cmd.AddRange(exec.Command ?? []);

                // Not cancelled with the wait for it: what it has begun it may end, while the container lives.
                _setup.Gateway.Tell(new CriCall(id, CriMethod.ExecSync, Lanes.None, request, limit + StopMargin));
                break;
            case { HttpGet: { } http }:
                BeginHttp(id, http);
                break;
            case { Sleep: { } sleep }:
                Timers.StartSingleTimer(nameof(HookSlept), new HookSlept(id), TimeSpan.FromSeconds(Math.Max(0, sleep.Seconds)));
                break;
            default:
                OnHookEnded("invalid handler: exec, httpGet and sleep are allowed");
                break;
        }
    }

    private void BeginHttp(CallId id, V1HTTPGetAction action)
    {
        var container = Pod is { } pod ? PodSpecs.Find(pod, _record.Name) : null;
        var call = HttpCalls.Build(action, container ?? new V1Container(), HookAddress(), ProbeUserAgents.Hook);
        if (call.Value is null)
        {
            OnHookEnded(call.Error);
            return;
        }

        _hookCancellation = new CancellationTokenSource();
        Exchange(id, call.Value);
    }

    // The sandbox's own word is newer than the pod's status, which may not have been built yet.
    private string HookAddress() => _known is { PodIp: { Length: > 0 } ip } ? ip
        : _target is { Sandbox.HostNetwork: false, Sandbox.Ips: [var first, ..] } ? first
        : _setup.Facts().HostIps is [var host, ..] ? host
        : "";

    private void Exchange(CallId id, HttpCall call)
    {
        _hook = _hook! with { Http = call };
        _setup.Services.Ports.Host.ExchangeHttpAsync(call, _hookCancellation!.Token).PipeTo(
            Self,
            success: answer => new HookHttpAnswered(id, answer),
            failure: error => new HookHttpFailed(id, error.Message, error is PlaintextAnswerException));
    }

    /// <summary>Takes a message of a hook; false: it is none.</summary>
    private bool OnHookMessage(object message)
    {
        switch (message)
        {
            case CriReply reply when reply.Id == _hook?.Call:
                OnHookEnded(reply switch
                {
                    { Failure: { } failure } => failure.Message,
                    { Response: ExecSyncResponse { ExitCode: not 0 } response } =>
                        $"command '{string.Join(' ', _hook.Handler.Exec!.Command ?? [])}' exited with {response.ExitCode}: {Output(response)}",
                    _ => null,
                });
                return true;
            case HookHttpAnswered answered when answered.Call == _hook?.Call:
                OnHookAnswered(answered.Answer);
                return true;
            case HookHttpFailed { IsPlaintext: true } failed when failed.Call == _hook?.Call && _hook.Http!.IsTls:
                PodEvent(
                    EventKind.Warning, "LifecycleHTTPFallback", $"request to HTTPS lifecycle hook {_hook.Http.Url} got HTTP response, retry with HTTP succeeded");
                Exchange(failed.Call, HttpCalls.WithoutTls(_hook.Http, _hook.Handler.HttpGet!, ProbeUserAgents.Hook));
                return true;
            case HookHttpFailed failed when failed.Call == _hook?.Call:
                OnHookEnded($"Get \"{_hook.Http!.Url}\": {failed.Error}");
                return true;
            case HookSlept slept when slept.Call == _hook?.Call:
                OnHookEnded(null);
                return true;
            case HookOverdue overdue when overdue.Call == _hook?.Call:
                LogHookAbandoned(_setup.PodName, _record.Name, _hook.Name);
                OnHookEnded(null);
                return true;
            default:
                return message is HookHttpAnswered or HookHttpFailed or HookSlept or HookOverdue;
        }
    }

    private void OnHookAnswered(HttpAnswer answer)
    {
        // Whatever the server says, it has been asked.
        if (HttpCalls.Follow(_hook!.Http!, answer, _hook.Handler.HttpGet!, ProbeUserAgents.Hook) is { } next && _hook.Redirects < HttpCalls.MaxRedirects)
        {
            _hook = _hook with { Redirects = _hook.Redirects + 1 };
            Exchange(_hook.Call, next);
            return;
        }

        OnHookEnded(null);
    }

    private void OnHookEnded(string? error)
    {
        var hook = _hook!;
        EndHook();
        if (error is not null)
        {
            LogHookFailed(_setup.PodName, _record.Name, hook.Name, error);
            Event(EventKind.Warning, hook.Name == PreStop ? "FailedPreStopHook" : "FailedPostStartHook", hook.Name == PreStop ? "PreStopHook failed" : "PostStartHook failed");
        }

        if (hook.Name == PreStop)
        {
            AwaitTurn();
            return;
        }

        _postStartFailure = error;
        ReadStatus(hook.ContainerId);
    }

    /// <summary>Waits for no hook any more.</summary>
    private void EndHook()
    {
        Timers.Cancel(nameof(HookOverdue));
        Timers.Cancel(nameof(HookSlept));
        _hook = null;
        if (_record.Hook is not null)
        {
            Publish(_record with { Hook = null, DueAt = null });
        }
    }

    /// <summary>The instance that a hook runs for is over, or is to be stopped: the hook has lost its meaning.</summary>
    private void AbandonPostStart()
    {
        if (_hook is { Name: PostStart } hook)
        {
            _setup.Gateway.Tell(new CancelCriCall(hook.Call));
            _hookCancellation?.Cancel();
            EndHook();
            _postStartFailure = null;
            ReadStatus(hook.ContainerId);
        }
    }

    /// <summary>After StartContainer: runs the hook, if there is one; false: there is none.</summary>
    private bool BeginPostStart()
    {
        _postStartFailure = null;
        if (_halted || _target?.Container.Lifecycle?.PostStart is not { } handler)
        {
            return false;
        }

        _awaited = default;
        BeginHook(PostStart, handler, _createdId, null);
        return true;
    }

    /// <summary>Its postStart hook failed: it is killed as if it had been told to stop, and says why.</summary>
    private void KillAfterPostStart(ContainerInstance instance, string error)
    {
        var failure = new StartFailure(StartFailure.PostStartHook, error);
        _record = ContainerObservation.Enter(_record, ContainerPhase.Running, Now) with { Instance = instance, Failures = 0, Failure = failure };
        OnStop(new Stop("its postStart hook failed", GracePeriod.Effective(0, Pod, null), "FailedPostStartHook"));
    }

    private string? TakePostStartFailure()
    {
        var error = _postStartFailure;
        _postStartFailure = null;
        return error;
    }

    private static string Output(ExecSyncResponse response) =>
        System.Text.Encoding.UTF8.GetString([.. response.Stdout.Concat(response.Stderr).Take(ProbeAnswers.MaxOutput)]);

    /// <summary>A hook under way.</summary>
    private sealed record HookRun(CallId Call, string Name, V1LifecycleHandler Handler, string ContainerId)
    {
        public HttpCall? Http { get; init; }

        public int Redirects { get; init; }
    }
}
