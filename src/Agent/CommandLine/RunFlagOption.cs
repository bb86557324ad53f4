using System.CommandLine;

namespace Agent.CommandLine;

/// <summary>A flag of <c>run</c>. It may be repeated: lists grow, of anything else the last one counts.</summary>
internal sealed class RunFlagOption : Option<string[]>
{
    public RunFlagOption(string name, params string[] aliases)
        : base(name, aliases) => Arity = ArgumentArity.OneOrMore;
}
