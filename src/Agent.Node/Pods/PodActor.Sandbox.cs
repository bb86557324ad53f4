using Agent.Node.Cluster;
using Agent.Node.Runtime;
using Agent.Node.UserNamespaces;
using Akka.Actor;

namespace Agent.Node.Pods;

/// <summary>What must be known before a sandbox can be made or entered: the runtime's handler, the ids of its user namespace.</summary>
internal sealed partial class PodActor
{
    private string? _runtimeHandler;
    private UserIdMapping? _userIds;
    private CallId? _sandboxAsked;

    private SandboxBasis Basis => new(_runtimeHandler ?? "", _userIds);

    /// <summary>Whether all is known; else it is asked for, and the plan is asked again when it is.</summary>
    private bool KnowsBasis()
    {
        if (_sandboxAsked is not null)
        {
            return false;
        }

        var spec = _view.Pod!.Spec;
        if (spec.RuntimeClassName is { Length: > 0 } name && _runtimeHandler is null)
        {
            if (_setup.Cluster.IsNobody())
            {
                FailBasis($"runtimeClassName: {name}: RuntimeClass objects come from the API server, which this node has none of; leave it empty");
                return false;
            }

            Ask("RuntimeClass " + name);
            _setup.Cluster.Tell(new ReadRuntimeClass(_sandboxAsked!.Value, name));
            return false;
        }

        if (spec.HostUsers == false && _userIds is null)
        {
            if (!UserIdMapping.IsSupported(_facts ?? NodeFacts.None, _runtimeHandler ?? ""))
            {
                FailBasis($"hostUsers: false: the runtime's handler \"{_runtimeHandler}\" does not support user namespaces");
                return false;
            }

            Ask("the ids of its user namespace");
            _setup.UserIds.Tell(new TakeIds(_sandboxAsked!.Value, _view.Uid));
            return false;
        }

        return true;
    }

    private void Ask(string what)
    {
        _sandboxAsked = NextCall();
        _view = _view with { Step = SandboxStep.Reading, StepDetail = what };
    }

    private void OnRuntimeClass(RuntimeClassRead read)
    {
        _runtimeHandler = read.Handler;
        EndAsking(read.Error);
    }

    private void OnIds(IdsTaken taken)
    {
        _userIds = taken.First is { } first ? new UserIdMapping(first, taken.Length) : null;
        EndAsking(taken.Error);
    }

    private void EndAsking(string error)
    {
        _sandboxAsked = null;
        _view = _view with { Step = SandboxStep.None, StepDetail = "" };
        if (error.Length > 0)
        {
            FailBasis(error);
        }
    }

    private void FailBasis(string error)
    {
        Event(Events.EventKind.Warning, "FailedCreatePodSandBox", "Failed to create pod sandbox: " + error);
        FailStep(error);
    }
}
