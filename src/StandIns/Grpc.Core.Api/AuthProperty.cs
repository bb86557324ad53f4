namespace Grpc.Core;

/// <summary>A property of a peer's identity, such as a name in its certificate.</summary>
public class AuthProperty
{
    private AuthProperty()
    {
    }
}
