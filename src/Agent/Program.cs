using Agent.CommandLine;

return await AgentProgram.RunAsync(args);
