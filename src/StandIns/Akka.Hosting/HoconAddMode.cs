namespace Akka.Hosting;

/// <summary>Where settings go that are added to those already there.</summary>
public enum HoconAddMode
{
    /// <summary>As a fallback: a setting that is already there stays.</summary>
    Append,

    /// <summary>Before the others: they become the fallback.</summary>
    Prepend,

    /// <summary>The same as <see cref="Prepend"/>.</summary>
    Replace,
}
