using System.Diagnostics.CodeAnalysis;
using Akka.Actor;

namespace Akka.Event;

/// <summary>Where log entries come from: a text for humans and a class.</summary>
internal readonly record struct LogSource(string Source, Type Type)
{
    [SuppressMessage("Style", "IDE0072", Justification = "All else has the last arm.")]
    public static LogSource Create(object source, ActorSystem? system)
    {
        var suffix = system is null ? "" : $" ({system})";
        return source switch
        {
            LogSource made => made,
            IActorContext context => new LogSource(context.Self.Path.ToString(), context.Props.Type),
            IActorRef actor => new LogSource(actor.Path.ToString(), actor.GetType()),
            string text => new LogSource(text + suffix, typeof(string)),
            Type type => new LogSource(type.Name + suffix, type),
            _ => new LogSource(source.GetType().Name + suffix, source.GetType()),
        };
    }
}
