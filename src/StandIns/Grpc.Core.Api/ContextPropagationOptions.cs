namespace Grpc.Core;

/// <summary>What a call made from a service inherits from the call being served.</summary>
public class ContextPropagationOptions
{
}
