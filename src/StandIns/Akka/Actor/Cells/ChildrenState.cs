namespace Akka.Actor.Internal;

/// <summary>What happens when the children that are being stopped are gone.</summary>
internal enum ChildrenState
{
    /// <summary>No child is being stopped.</summary>
    Normal,

    /// <summary>Nothing: some child is being stopped because somebody asked for it.</summary>
    UserRequest,

    /// <summary>The next incarnation is created.</summary>
    Recreation,

    /// <summary>The creation that failed is tried again.</summary>
    Creation,

    /// <summary>The actor terminates.</summary>
    Termination,

    /// <summary>There are no children any more, nor will there be.</summary>
    Terminated,
}
