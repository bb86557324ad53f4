namespace Grpc.Core;

/// <summary>Carries what a call made from a service inherits from the call being served.</summary>
public abstract class ContextPropagationToken
{
    internal ContextPropagationToken()
    {
    }
}
