using Akka.Actor;

namespace StandIns.Akka.Tests.Harness;

public static class ScriptExtensions
{
    /// <summary>Has a <see cref="Script"/> run a step.</summary>
    public static void Do(this IActorRef script, Action<IUntypedActorContext> step) => script.Tell(step, ActorRefs.NoSender);

    /// <summary>Has a <see cref="Timed"/> run a step.</summary>
    public static void DoTimers(this IActorRef timed, Action<ITimerScheduler> step) => timed.Tell(step, ActorRefs.NoSender);

    /// <summary>Has a <see cref="Script"/> run a step, and waits for its result.</summary>
    public static T Get<T>(this IActorRef script, Func<IUntypedActorContext, T> step) =>
        Get<IUntypedActorContext, T>(script, step);

    /// <summary>Has a <see cref="Timed"/> run a step, and waits for its result.</summary>
    public static T GetTimers<T>(this IActorRef timed, Func<ITimerScheduler, T> step) => Get<ITimerScheduler, T>(timed, step);

    private static T Get<TWith, T>(IActorRef actor, Func<TWith, T> step)
    {
        var result = new TaskCompletionSource<T>(TaskCreationOptions.RunContinuationsAsynchronously);
        Action<TWith> run = with =>
        {
            try
            {
                result.SetResult(step(with));
            }
            catch (Exception e)
            {
                result.SetException(e);
            }
        };
        actor.Tell(run, ActorRefs.NoSender);
        return result.Task.WaitAsync(Observer.Patience).GetAwaiter().GetResult();
    }
}
