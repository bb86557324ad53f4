using Grpc.Net.Wire;

namespace Grpc.Net.Client.Internal;

/// <summary>The body of a request.</summary>
internal abstract class RequestContent : HttpContent
{
    protected RequestContent(ClientCall call)
    {
        Call = call;
        Headers.TryAddWithoutValidation("Content-Type", WireNames.ContentType);
    }

    protected ClientCall Call { get; }

    /// <summary>The call has ended: nothing more is sent.</summary>
    public virtual void End()
    {
    }

    protected sealed override bool TryComputeLength(out long length)
    {
        length = 0;
        return false;
    }
}
