using Akka.Actor;

namespace StandIns.Akka.Tests.Harness;

public static class ScriptExtensions
{
    /// <summary>Has a <see cref="Script"/> run a step.</summary>
    public static void Do(this IActorRef script, Action<IUntypedActorContext> step) => script.Tell(step, ActorRefs.NoSender);

    /// <summary>Has a <see cref="Script"/> run a step, and waits for its result.</summary>
    public static T Get<T>(this IActorRef script, Func<IUntypedActorContext, T> step)
    {
        var result = new TaskCompletionSource<T>(TaskCreationOptions.RunContinuationsAsynchronously);
        script.Do(context =>
        {
            try
            {
                result.SetResult(step(context));
            }
            catch (Exception e)
            {
                result.SetException(e);
            }
        });
        return result.Task.WaitAsync(Observer.Patience).GetAwaiter().GetResult();
    }
}
