using Akka.Actor.Internal;
using Akka.Configuration;
using Akka.Dispatch;

namespace Akka.Actor;

public sealed partial class ActorCell
{
    private bool IsTerminating => _children is { IsTerminating: true };

    private ChildRegistry Children => _children ?? ChildRegistry.Ensure(ref _children);

    /// <inheritdoc/>
    public IActorRef ActorOf(Props props, string? name = null) => AttachChild(props, name);

    IActorRef IActorContext.Child(string name) => (IActorRef?)_children?.Find(name) ?? ActorRefs.Nobody;

    /// <summary>The children that live now.</summary>
    public IEnumerable<IInternalActorRef> GetChildren() => ChildSnapshot();

    IEnumerable<IActorRef> IActorContext.GetChildren() => GetChildren();

    /// <inheritdoc/>
    public void Stop(IActorRef child)
    {
        _children?.ShallDie(child);
        ((IInternalActorRef)child).Stop();
    }

    /// <summary>Creates a child, from any thread.</summary>
    internal LocalActorRef AttachChild(Props props, string? name)
    {
        if (name is not null)
        {
            CheckName(name);
        }

        var children = Children;
        name ??= children.NextName();
        children.Reserve(name);
        LocalActorRef child;
        try
        {
            var path = new ChildActorPath(_self.Path, name, NextUid.Take());
            child = new LocalActorRef(_system, props, DispatcherFor(props), _self, path);
        }
        catch
        {
            children.Unreserve(name);
            throw;
        }

        if (IsFailed)
        {
            for (var i = Mailbox.SuspendCount; i > 0; i--)
            {
                child.Suspend();
            }
        }

        children.Fill(name, child);
        child.Start();
        return child;
    }

    /// <summary>Takes in a child that was created elsewhere: a guardian.</summary>
    internal void InitChild(LocalActorRef child)
    {
        Children.Reserve(child.Path.Name);
        Children.Fill(child.Path.Name, child);
    }

    internal IInternalActorRef[] ChildSnapshot() => _children?.Snapshot() ?? [];

    /// <summary>The child with that name and, if <c>name#uid</c> gives one, that uid.</summary>
    internal IInternalActorRef GetSingleChild(string name)
    {
        var (plain, uid) = ActorPath.SplitUid(name);
        return _children?.Find(plain) is { } child && (uid == UndefinedUid || uid == child.Path.Uid) ? child : ActorRefs.Nobody;
    }

    /// <summary>Looked up when it is asked for, which is seldom: otherwise the end of n children would cost n squared.</summary>
    private IEnumerable<IInternalActorRef> RemainingChildren()
    {
        foreach (var child in ChildSnapshot())
        {
            yield return child;
        }
    }

    private static void CheckName(string name)
    {
        if (name.Length == 0)
        {
            throw new InvalidActorNameException("Actor name must not be empty.");
        }

        if (!ActorPath.IsValidPathElement(name))
        {
            throw new InvalidActorNameException($"Illegal actor name [{name}]. {ActorPath.ValidActorNameDescription}");
        }
    }

    private MessageDispatcher DispatcherFor(Props props)
    {
        try
        {
            _system.CheckMailbox(props.Mailbox);
            return _system.DispatcherOf(props);
        }
        catch (Exception e)
        {
            throw new ConfigurationException(
                $"Configuration problem while creating a child of [{_self.Path}] with dispatcher [{props.Dispatcher}] "
                + $"and mailbox [{props.Mailbox}]",
                e);
        }
    }

    private void SuspendChildren(IReadOnlyCollection<IActorRef>? exceptFor)
    {
        foreach (var child in ChildSnapshot())
        {
            if (exceptFor is null || !exceptFor.Contains(child))
            {
                child.Suspend();
            }
        }
    }

    private void StopChildren()
    {
        foreach (var child in ChildSnapshot())
        {
            Stop(child);
        }
    }
}
