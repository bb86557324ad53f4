using Agent.Cri.Protocol;
using Agent.Node.Runtime;
using Akka.Actor;

namespace Agent.Node.Containers;

/// <summary>Sets other resources while it runs.</summary>
internal sealed partial class ContainerActor
{
    private CallId _resizeCall;
    private int _resizeFailures;

    private void OnResizeMessage(object message)
    {
        if (message is Resize resize)
        {
            OnResize(resize);
        }
        else
        {
            Publish(_record with { ResizeDueAt = null });
        }
    }

    private void OnResize(Resize resize)
    {
        if (_record is not { Phase: ContainerPhase.Running, Instance: { } instance })
        {
            // The pod asked on an older account of this container: tell it the present one.
            Context.Parent.Tell(new Report(_record));
            return;
        }

        _resizeCall = NextCall();
        Publish(_record with { Resizing = resize.Wanted, ResizeDueAt = null });
        var request = new UpdateContainerResourcesRequest { ContainerId = instance.Id, Linux = resize.Request };
        _setup.Gateway.Tell(new CriCall(_resizeCall, CriMethod.UpdateContainerResources, Lanes.None, request));
    }

    private void OnResized(CriReply reply)
    {
        _resizeCall = default;
        if (_record is not { Resizing: { } wanted, Instance: { } instance })
        {
            // It ended meanwhile; the next instance is made with what is granted.
            return;
        }

        if (reply.Failure is { } failure)
        {
            var pause = RetryBackoff.Delay(++_resizeFailures);
            LogResizeFailed(_setup.PodName, _record.Name, failure.Message);
            Publish(_record with { Resizing = null, ResizeError = failure.Message, ResizeDueAt = Now + pause });
            Timers.StartSingleTimer(ResizeDue.Instance, ResizeDue.Instance, pause);
            return;
        }

        _resizeFailures = 0;
        LogResized(_setup.PodName, _record.Name);
        Publish(_record with { Resizing = null, ResizeError = "", Applied = new AppliedResources(instance.Id, wanted) });
    }
}
