using System.Diagnostics.Metrics;

namespace Agent.Kubernetes.Client;

/// <summary>The client's instruments, once per process.</summary>
public static class ClientInstruments
{
    /// <summary>Name of the meter.</summary>
    public const string Name = "Agent.Kubernetes";

    private static readonly Meter Meter = new(Name);

    /// <summary>rest_client_requests_total by code, method and host; the code is <c>&lt;error&gt;</c> when no answer came.</summary>
    internal static readonly Counter<long> Requests = Meter.CreateCounter<long>("rest_client_requests");

    /// <summary>rest_client_request_duration_seconds by verb and host: from sending to the head of the answer.</summary>
    internal static readonly Histogram<double> RequestDuration = Meter.CreateHistogram<double>("rest_client_request_duration", "s");

    /// <summary>rest_client_exec_plugin_call_total by code and call_status.</summary>
    internal static readonly Counter<long> ExecCalls = Meter.CreateCounter<long>("rest_client_exec_plugin_call");

    /// <summary>rest_client_exec_plugin_certificate_rotation_age, in seconds: how old a certificate was when it was replaced.</summary>
    internal static readonly Histogram<double> ExecRotationAge = Meter.CreateHistogram<double>("rest_client_exec_plugin_certificate_rotation_age");

    private static long _execExpiry = long.MaxValue;

    static ClientInstruments() => Meter.CreateObservableGauge("rest_client_exec_plugin_ttl", Ttl, "s");

    /// <summary>Notes when the last credential of a program ends, for rest_client_exec_plugin_ttl_seconds.</summary>
    internal static void NoteExecExpiry(DateTimeOffset? expiry) => Volatile.Write(ref _execExpiry, expiry?.UtcTicks ?? long.MaxValue);

    /// <summary>Infinite where nothing ends, as in client-go.</summary>
    private static double Ttl() => Volatile.Read(ref _execExpiry) is var ticks and not long.MaxValue
        ? (ticks - TimeProvider.System.GetUtcNow().UtcTicks) / (double)TimeSpan.TicksPerSecond
        : double.PositiveInfinity;
}
