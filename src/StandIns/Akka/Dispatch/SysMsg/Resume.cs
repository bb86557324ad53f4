namespace Akka.Dispatch.SysMsg;

/// <summary>Undoes one <see cref="Suspend"/>. With a cause, the receiver itself had failed.</summary>
internal sealed class Resume(Exception? causedByFailure) : SystemMessage
{
    public Exception? CausedByFailure { get; } = causedByFailure;

    public override string ToString() => $"<Resume>{CausedByFailure?.Message}";
}
