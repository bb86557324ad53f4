using Agent.CommandLine;
using Agent.Runtime.Shims;

// The shim comes first: it is what every container starts as, and must pay neither for the command line nor for hosting.
return args is ["shim", .. var shim] ? Shim.Run(shim) : AgentProgram.RunAsync(args).GetAwaiter().GetResult();
