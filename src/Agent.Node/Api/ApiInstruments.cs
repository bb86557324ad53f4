using System.Diagnostics.Metrics;
using Agent.Node.Runtime;

namespace Agent.Node.Api;

/// <summary>The API gateway's instruments; one set per process, told apart by the tag <c>node</c>.</summary>
internal static class ApiInstruments
{
    private static readonly Meter Meter = new(CriInstruments.Name);

    /// <summary>rest_client_rate_limiter_duration_seconds: how long a request was held back by the client's own limit.</summary>
    public static readonly Histogram<double> Waited = Meter.CreateHistogram<double>("rest_client_rate_limiter_duration", "s");

    /// <summary>Requests sent again: <c>retry-after</c> or <c>reconnect</c> by the tag <c>cause</c>.</summary>
    public static readonly Counter<long> Retries = Meter.CreateCounter<long>("rest_client_request_retries");

    /// <summary>Requests given up at their deadline.</summary>
    public static readonly Counter<long> Abandoned = Meter.CreateCounter<long>("agent_api_requests_abandoned");

    /// <summary>Lists after the first of a watch: 410, a broken watch whose version is too old.</summary>
    public static readonly Counter<long> Relists = Meter.CreateCounter<long>("agent_api_relists");
}
