namespace Akka.Actor;

/// <summary>Which kind of actor system: here always one of this process.</summary>
public abstract class ProviderSelection
{
    internal const string LocalProvider = "Akka.Actor.LocalActorRefProvider";

    private ProviderSelection(string fqn)
    {
        Fqn = fqn;
    }

    internal string Fqn { get; }

    /// <summary>An actor system of this process.</summary>
    public sealed class Local : ProviderSelection
    {
        /// <summary>The only instance.</summary>
        public static readonly Local Instance = new();

        private Local()
            : base(LocalProvider)
        {
        }
    }
}
