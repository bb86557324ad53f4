namespace Grpc.Core;

/// <summary>What a call made from a service inherits from the call being served. It is in signatures; nothing creates one.</summary>
public class ContextPropagationOptions
{
    private protected ContextPropagationOptions()
    {
    }
}
