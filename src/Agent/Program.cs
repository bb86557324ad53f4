using Agent.CommandLine;
using Agent.Runtime;
using Agent.Runtime.Shims;

return args switch
{
    // Before anything else: it is what every container starts as.
    ["shim", .. var rest] => Shim.Run(rest),
    ["testserver", .. var rest] => await TestServer.RunAsync(rest, Console.Out, CancellationToken.None),
    ["runtime", .. var rest] => await RuntimeVerb.RunAsync(rest),
    _ => await AgentProgram.RunAsync(args),
};
