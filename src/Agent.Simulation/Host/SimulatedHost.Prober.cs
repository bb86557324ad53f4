using System.Globalization;
using Agent.Node.Host;
using Agent.Simulation.Ports;
using Agent.Simulation.Runtime;
using Grpc.Core;

namespace Agent.Simulation.Host;

/// <content>Exchanges with containers: what these answer, their programs say (<see cref="ContainerBehavior.Serve"/>).</content>
public sealed partial class SimulatedHost
{
    /// <summary>Finds the container that listens at an address and port; null: none does.</summary>
    internal Func<string, int, SimulatedContainer?> Listener { get; set; } = (_, _) => null;

    /// <inheritdoc/>
    public Task<HttpAnswer> ExchangeHttpAsync(HttpCall call, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(call);
        return Serve(
            "ExchangeHttp", call.Host, call.Port, "http", call.Target, a => new HttpAnswer(a.StatusCode, a.Location, a.StatusCode is >= 300 and < 400 ? a.Body : ""), cancellation);
    }

    /// <inheritdoc/>
    public Task ConnectAsync(string host, int port, CancellationToken cancellation) =>
        Serve("Connect", host, port, "tcp", "", _ => true, cancellation);

    /// <inheritdoc/>
    public Task<HealthAnswer> CheckHealthAsync(string host, int port, string service, string userAgent, CancellationToken cancellation) => Serve(
        "CheckHealth", host, port, "grpc", service, a => new HealthAnswer(StatusCode.OK, "", a.StatusCode < 400 ? "SERVING" : "NOT_SERVING"), cancellation);

    private Task<T> Serve<T>(
        string method, string host, int port, string protocol, string target, Func<ServedAnswer, T> result, CancellationToken cancellation)
    {
        var address = string.Create(CultureInfo.InvariantCulture, $"{host}:{port}");
        var listener = Listener(host, port);
        var pod = listener?.Sandbox.Config.Metadata;
        var subject = new CallSubject(method, pod?.Uid ?? "", pod?.Name ?? "", listener?.Name ?? address);
        return _port.Call<T>(
            subject,
            $"{protocol} {address} {target}",
            Latency,
            call =>
            {
                var container = Listener(host, port);
                var age = container is null ? TimeSpan.Zero : _port.Clock.Now - DateTimeOffset.UnixEpoch.AddTicks(container.StartedAt / 100);
                var answer = container is null ? ServedAnswer.Refused
                    : container.Behavior.Serve?.Invoke(new ServedRequest(protocol, port, target, age)) ?? ServedAnswer.Ok;
                if (answer.IsRefused)
                {
                    throw new SimulatedFailureException(new IOException($"dial tcp {address}: connect: connection refused"));
                }

                if (!answer.IsHung)
                {
                    _port.Clock.Schedule(answer.Takes, () => call.Return(result(answer)));
                }
            },
            cancellation);
    }
}
