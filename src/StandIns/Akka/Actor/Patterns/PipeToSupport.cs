namespace Akka.Actor;

/// <summary>
/// Sends the result of a task as a message, and its exception as <see cref="Status.Failure"/>. Without a context to go back to,
/// the message is sent by the thread that completes the task.
/// </summary>
public static class PipeToSupport
{
    /// <summary>Sends the result of the task.</summary>
    /// <param name="taskToPipe">The task.</param>
    /// <param name="recipient">Whom to send to.</param>
    /// <param name="sender">The sender; null for nobody.</param>
    /// <param name="success">Makes the message of the result; null for the result itself.</param>
    /// <param name="failure">Makes the message of an exception; null for <see cref="Status.Failure"/>.</param>
    /// <returns>Completes when the message has been sent.</returns>
    public static Task PipeTo<T>(
        this Task<T> taskToPipe,
        ICanTell recipient,
        IActorRef? sender = null,
        Func<T, object>? success = null,
        Func<Exception, object>? failure = null) => PipeTo(taskToPipe, recipient, false, sender, success, failure);

    /// <summary>Sends the result of the task.</summary>
    /// <inheritdoc cref="PipeTo{T}(Task{T},ICanTell,IActorRef,Func{T,object},Func{Exception,object})"/>
    public static async Task PipeTo<T>(
        this Task<T> taskToPipe,
        ICanTell recipient,
        bool useConfigureAwait,
        IActorRef? sender = null,
        Func<T, object>? success = null,
        Func<Exception, object>? failure = null)
    {
        try
        {
            var result = await taskToPipe.ConfigureAwait(useConfigureAwait);
            recipient.Tell(success is not null ? success(result) : result!, sender);
        }
        catch (Exception e)
        {
            recipient.Tell(failure is not null ? failure(e) : new Status.Failure(e), sender);
        }
    }

    /// <summary>Sends the result of the task.</summary>
    /// <param name="taskToPipe">The task.</param>
    /// <param name="recipient">Whom to send to.</param>
    /// <param name="sender">The sender; null for nobody.</param>
    /// <param name="success">Makes the message of the result; null for the result itself.</param>
    /// <param name="failure">Makes the message of an exception; null for <see cref="Status.Failure"/>.</param>
    /// <returns>Completes when the message has been sent.</returns>
    public static Task PipeTo<T>(
        this ValueTask<T> taskToPipe,
        ICanTell recipient,
        IActorRef? sender = null,
        Func<T, object>? success = null,
        Func<Exception, object>? failure = null) => PipeTo(taskToPipe, recipient, false, sender, success, failure);

    /// <summary>Sends the result of the task.</summary>
    /// <inheritdoc cref="PipeTo{T}(ValueTask{T},ICanTell,IActorRef,Func{T,object},Func{Exception,object})"/>
    public static async Task PipeTo<T>(
        this ValueTask<T> taskToPipe,
        ICanTell recipient,
        bool useConfigureAwait,
        IActorRef? sender = null,
        Func<T, object>? success = null,
        Func<Exception, object>? failure = null)
    {
        try
        {
            var result = await taskToPipe.ConfigureAwait(useConfigureAwait);
            recipient.Tell(success is not null ? success(result) : result!, sender);
        }
        catch (Exception e)
        {
            recipient.Tell(failure is not null ? failure(e) : new Status.Failure(e), sender);
        }
    }

    /// <summary>Sends that the task has completed, if a message for it is given.</summary>
    /// <param name="taskToPipe">The task.</param>
    /// <param name="recipient">Whom to send to.</param>
    /// <param name="sender">The sender; null for nobody.</param>
    /// <param name="success">Makes the message; null for none.</param>
    /// <param name="failure">Makes the message of an exception; null for <see cref="Status.Failure"/>.</param>
    /// <returns>Completes when the message has been sent.</returns>
    public static Task PipeTo(
        this Task taskToPipe,
        ICanTell recipient,
        IActorRef? sender = null,
        Func<object>? success = null,
        Func<Exception, object>? failure = null) => PipeTo(taskToPipe, recipient, false, sender, success, failure);

    /// <summary>Sends that the task has completed, if a message for it is given.</summary>
    /// <inheritdoc cref="PipeTo(Task,ICanTell,IActorRef,Func{object},Func{Exception,object})"/>
    public static async Task PipeTo(
        this Task taskToPipe,
        ICanTell recipient,
        bool useConfigureAwait,
        IActorRef? sender = null,
        Func<object>? success = null,
        Func<Exception, object>? failure = null)
    {
        try
        {
            await taskToPipe.ConfigureAwait(useConfigureAwait);
            if (success is not null)
            {
                recipient.Tell(success(), sender);
            }
        }
        catch (Exception e)
        {
            recipient.Tell(failure is not null ? failure(e) : new Status.Failure(e), sender);
        }
    }

    /// <summary>Sends that the task has completed, if a message for it is given.</summary>
    /// <param name="taskToPipe">The task.</param>
    /// <param name="recipient">Whom to send to.</param>
    /// <param name="sender">The sender; null for nobody.</param>
    /// <param name="success">Makes the message; null for none.</param>
    /// <param name="failure">Makes the message of an exception; null for <see cref="Status.Failure"/>.</param>
    /// <returns>Completes when the message has been sent.</returns>
    public static Task PipeTo(
        this ValueTask taskToPipe,
        ICanTell recipient,
        IActorRef? sender = null,
        Func<object>? success = null,
        Func<Exception, object>? failure = null) => PipeTo(taskToPipe, recipient, false, sender, success, failure);

    /// <summary>Sends that the task has completed, if a message for it is given.</summary>
    /// <inheritdoc cref="PipeTo(ValueTask,ICanTell,IActorRef,Func{object},Func{Exception,object})"/>
    public static async Task PipeTo(
        this ValueTask taskToPipe,
        ICanTell recipient,
        bool useConfigureAwait,
        IActorRef? sender = null,
        Func<object>? success = null,
        Func<Exception, object>? failure = null)
    {
        try
        {
            await taskToPipe.ConfigureAwait(useConfigureAwait);
            if (success is not null)
            {
                recipient.Tell(success(), sender);
            }
        }
        catch (Exception e)
        {
            recipient.Tell(failure is not null ? failure(e) : new Status.Failure(e), sender);
        }
    }
}
