using Grpc.Core;

namespace Grpc.Net.Client.Internal;

/// <summary>A call with one response.</summary>
internal sealed class SingleResponseCall<TResponse>(
    GrpcChannel channel, IMethod method, in CallOptions options, Marshaller<TResponse> marshaller)
    : ClientCall(channel, method, options)
{
    private static readonly Status NoMessage = new(StatusCode.Internal, "The server reported success and sent no message.");

    /// <summary>The response; set when the call is started.</summary>
    public Task<TResponse> ResponseAsync { get; private set; } = null!;

    public void Start(RequestContent content) => ResponseAsync = RunAsync(Open(content));

    protected override void OnDisposed() => Observe(ResponseAsync);

    private async Task<TResponse> RunAsync(HttpRequestMessage request)
    {
        TResponse? message = default;
        var hasMessage = false;
        Status status;
        try
        {
            Token.ThrowIfCancellationRequested();
            var response = await SendAsync(request).ConfigureAwait(false);
            if (Accept(response) is { } early)
            {
                status = early;
            }
            else
            {
                var stream = await response.Content.ReadAsStreamAsync(Token).ConfigureAwait(false);
                (hasMessage, message) = await FrameReader.ReadAsync(
                    stream, marshaller.ContextualDeserializer, ResponseFormat(response), single: true, Token)
                    .ConfigureAwait(false);
                status = ResponseHead.FinalStatus(response);
            }

            if (status.StatusCode == StatusCode.OK && !hasMessage)
            {
                status = NoMessage;
            }
        }
        catch (Exception exception)
        {
            throw Fail("Error starting gRPC call.", exception);
        }

        End(status, complete: true);
        return status.StatusCode == StatusCode.OK ? message! : throw CreateException(status);
    }
}
