using System.Globalization;
using Agent.Kubernetes.Api;
using Agent.Kubernetes.Kubeconfig;

namespace Agent.Kubernetes.Client;

/// <summary>The API server over HTTP.</summary>
public sealed class HttpApiServer : IApiServer, IDisposable
{
    private readonly ApiAccess _access;
    private readonly HttpApiServerOptions _options;
    private readonly RequestMessages _messages;
    private readonly ICredentialSource _credentials;
    private readonly ApiTransports _transports;
    private readonly string _host;

    /// <summary>Makes a client; nothing is sent yet.</summary>
    /// <param name="access">Where the server is, and who the client is.</param>
    /// <param name="options">How it behaves.</param>
    /// <exception cref="KubeconfigException">A certificate, key or token cannot be used.</exception>
    public HttpApiServer(ApiAccess access, HttpApiServerOptions options)
    {
        ArgumentNullException.ThrowIfNull(access);
        ArgumentNullException.ThrowIfNull(options);
        (_access, _options, _host) = (access, options, access.Server.Authority);
        _messages = new RequestMessages(access, options);
        _credentials = CredentialSources.Create(access, options);
        _transports = new ApiTransports(access, options);
    }

    /// <inheritdoc/>
    public async Task<ApiResponse> SendAsync(ApiRequest request, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(request);
        var (response, transport) = await ExchangeAsync(request, cancellation);
        try
        {
            using (response)
            {
                return await ReadAsync(response, cancellation);
            }
        }
        finally
        {
            transport.Leave();
        }
    }

    /// <inheritdoc/>
    public async Task<ApiWatchResult> WatchAsync(ApiRequest request, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(request);
        var (response, transport) = await ExchangeAsync(request, cancellation);
        var kept = false;
        try
        {
            if (!response.IsSuccessStatusCode)
            {
                return new ApiWatchResult(null, await ReadAsync(response, cancellation));
            }

            var stream = await response.Content.ReadAsStreamAsync(cancellation);
            kept = true;
            return new ApiWatchResult(new HttpWatch(_access.Server, stream, response, transport, _options.MaxResponseBytes), null);
        }
        finally
        {
            if (!kept)
            {
                response.Dispose();
                transport.Leave();
            }
        }
    }

    /// <summary>The next heartbeat makes a new connection: the old one may be dead without anybody knowing.</summary>
    public void ResetHeartbeatConnections() => _transports.Reset(ApiConnection.Heartbeat);

    /// <summary>Closes the connections when what is under way has ended.</summary>
    public void Dispose() => _transports.Dispose();

    private async Task<(HttpResponseMessage Response, ApiTransport Transport)> ExchangeAsync(ApiRequest request, CancellationToken cancellation)
    {
        var credential = await _credentials.GetAsync(cancellation);
        using var message = _messages.Create(request, credential);
        var transport = _transports.Enter(request.Connection, credential.KeyPair);
        var start = _options.Time.GetTimestamp();
        var code = "<error>";
        HttpResponseMessage? response = null;
        try
        {
            response = await transport.SendAsync(message, cancellation);
            code = ((int)response.StatusCode).ToString(CultureInfo.InvariantCulture);
            if (code == "401")
            {
                _credentials.Refused(credential);
            }

            return (response, transport);
        }
        catch (Exception e) when (ApiFailures.IsConnection(e) && !cancellation.IsCancellationRequested)
        {
            throw ApiFailures.OfRequest(_access.Server, e);
        }
        catch (Exception e) when (ApiFailures.IsConnection(e))
        {
            throw new OperationCanceledException(cancellation);
        }
        finally
        {
            if (response is null)
            {
                transport.Leave();
            }

            Measure(message.Method.Method, code, start);
        }
    }

    private async Task<ApiResponse> ReadAsync(HttpResponseMessage response, CancellationToken cancellation)
    {
        try
        {
            var body = await ApiBody.ReadAsync(response.Content, _options.MaxResponseBytes, cancellation);
            return new ApiResponse((int)response.StatusCode, body) { RetryAfter = RetryAfter.Of(response.Headers, _options.Time) };
        }
        catch (Exception e) when ((ApiFailures.IsConnection(e) || e is InvalidDataException) && !cancellation.IsCancellationRequested)
        {
            throw ApiFailures.OfBody(_access.Server, e);
        }
        catch (Exception e) when (ApiFailures.IsConnection(e) && e is not ApiConnectionException)
        {
            throw new OperationCanceledException(cancellation);
        }
    }

    private void Measure(string method, string code, long start)
    {
        ClientInstruments.Requests.Add(1, new("code", code), new("method", method), new("host", _host));
        ClientInstruments.RequestDuration.Record(
            _options.Time.GetElapsedTime(start).TotalSeconds, new KeyValuePair<string, object?>("verb", method), new KeyValuePair<string, object?>("host", _host));
    }
}
