using System.Collections.Concurrent;
using System.IO.Compression;
using Grpc.Core;
using Grpc.Net.Client.Internal;
using Grpc.Net.Compression;
using Grpc.Net.Wire;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace Grpc.Net.Client;

/// <summary>
/// Calls to one server over HTTP/2. Connections are opened when a call needs one, and opened again after a loss; a call
/// fails with <see cref="StatusCode.Unavailable"/> where that does not succeed.
/// </summary>
public sealed class GrpcChannel : ChannelBase, IDisposable
{
    private readonly ConcurrentDictionary<IMethod, Uri> _uris = new();
    private readonly CallRegistry _calls = new();
    private readonly Uri _address;
    private readonly bool _disposeHttp;

    private GrpcChannel(Uri address, GrpcChannelOptions options)
        : base(address.Authority)
    {
        _address = address;
        _disposeHttp = options.DisposeHttpClient || (options.HttpClient is null && options.HttpHandler is null);
        Http = options.HttpClient ?? new HttpMessageInvoker(
            options.HttpHandler ?? new SocketsHttpHandler { EnableMultipleHttp2Connections = true }, disposeHandler: true);
        MaxSendMessageSize = options.MaxSendMessageSize;
        MaxReceiveMessageSize = options.MaxReceiveMessageSize;
        Compressions = (options.CompressionProviders ?? [new GzipCompressionProvider(CompressionLevel.Fastest)])
            .DistinctBy(provider => provider.EncodingName)
            .ToDictionary(provider => provider.EncodingName);
        AcceptEncoding = string.Join(',', Compressions.Keys.Prepend(WireNames.Identity));
        Logger = (options.LoggerFactory ?? NullLoggerFactory.Instance).CreateLogger<GrpcChannel>();
    }

    internal HttpMessageInvoker Http { get; }

    internal int? MaxSendMessageSize { get; }

    internal int? MaxReceiveMessageSize { get; }

    internal Dictionary<string, ICompressionProvider> Compressions { get; }

    internal string AcceptEncoding { get; }

    internal ILogger Logger { get; }

    /// <summary>Creates a channel. No connection is opened.</summary>
    /// <param name="address">An <c>http://</c> or <c>https://</c> address; its path is not used.</param>
    public static GrpcChannel ForAddress(string address) => ForAddress(address, new GrpcChannelOptions());

    /// <summary>Creates a channel. No connection is opened.</summary>
    /// <param name="address">An <c>http://</c> or <c>https://</c> address; its path is not used.</param>
    /// <param name="channelOptions">The options.</param>
    public static GrpcChannel ForAddress(string address, GrpcChannelOptions channelOptions) =>
        ForAddress(new Uri(address), channelOptions);

    /// <summary>Creates a channel. No connection is opened.</summary>
    /// <param name="address">An <c>http://</c> or <c>https://</c> address; its path is not used.</param>
    public static GrpcChannel ForAddress(Uri address) => ForAddress(address, new GrpcChannelOptions());

    /// <summary>Creates a channel. No connection is opened.</summary>
    /// <param name="address">An <c>http://</c> or <c>https://</c> address; its path is not used.</param>
    /// <param name="channelOptions">The options.</param>
    /// <exception cref="ArgumentNullException">An argument is null.</exception>
    /// <exception cref="ArgumentException">Both a client and a handler are set.</exception>
    /// <exception cref="InvalidOperationException">The scheme is another, or the credentials do not agree with it.</exception>
    public static GrpcChannel ForAddress(Uri address, GrpcChannelOptions channelOptions)
    {
        ArgumentNullException.ThrowIfNull(address);
        ArgumentNullException.ThrowIfNull(channelOptions);
        if (channelOptions is { HttpClient: not null, HttpHandler: not null })
        {
            throw new ArgumentException("HttpClient and HttpHandler are both set; set one of them.", nameof(channelOptions));
        }

        if (address.Scheme != Uri.UriSchemeHttp && address.Scheme != Uri.UriSchemeHttps)
        {
            throw new InvalidOperationException(
                $"Address '{address}' has the scheme '{address.Scheme}'; allowed are http and https.");
        }

        if (channelOptions.Credentials is not null && address.Scheme == Uri.UriSchemeHttps)
        {
            throw new InvalidOperationException($"Address '{address}' is encrypted and the credentials are insecure.");
        }

        return new GrpcChannel(address, channelOptions);
    }

    /// <inheritdoc/>
    /// <exception cref="ObjectDisposedException">The channel is disposed.</exception>
    public override CallInvoker CreateCallInvoker()
    {
        ObjectDisposedException.ThrowIf(_calls.IsClosed, this);
        return new ChannelCallInvoker(this);
    }

    /// <summary>Ends every call in progress with <see cref="StatusCode.Cancelled"/> and closes the connections.</summary>
    public void Dispose()
    {
        if (_calls.Close() && _disposeHttp)
        {
            Http.Dispose();
        }
    }

    /// <exception cref="ObjectDisposedException">The channel is disposed.</exception>
    internal void Register(ClientCall call) => ObjectDisposedException.ThrowIf(!_calls.TryAdd(call), this);

    internal void Unregister(ClientCall call) => _calls.Remove(call);

    internal Uri UriOf(IMethod method) =>
        _uris.GetOrAdd(method, static (key, address) => new UriBuilder(address) { Path = key.FullName }.Uri, _address);
}
