namespace Akka.Actor;

/// <summary>How an operation went, as a message.</summary>
public abstract class Status
{
    /// <summary>It went well.</summary>
    public sealed class Success : Status
    {
        /// <summary>A success without a result.</summary>
        public static readonly Success Instance = new(null);

        /// <summary>The result, if there is one.</summary>
        public readonly object? Status;

        /// <summary>A success with a result.</summary>
        public Success(object? status)
        {
            Status = status;
        }

        /// <inheritdoc/>
        public override string ToString() => Status is null ? "Success" : $"Success: {Status}";
    }

    /// <summary>It failed.</summary>
    public sealed class Failure : Status
    {
        /// <summary>Why.</summary>
        public readonly Exception Cause;

        /// <summary>What the sender wants to tell about it, if anything.</summary>
        public readonly object? State;

        /// <summary>A failure and its cause.</summary>
        public Failure(Exception cause)
        {
            Cause = cause;
        }

        /// <summary>A failure, its cause and a state.</summary>
        public Failure(Exception cause, object? state)
        {
            Cause = cause;
            State = state;
        }

        /// <inheritdoc/>
        public override string ToString() => State is null ? $"Failure: {Cause}" : $"Failure[{State}]: {Cause}";
    }
}
