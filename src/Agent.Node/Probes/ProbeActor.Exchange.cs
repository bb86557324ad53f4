using Agent.Cri.Protocol;
using Agent.Node.Host;
using Agent.Node.Host.Http;
using Agent.Node.Runtime;
using Akka.Actor;

namespace Agent.Node.Probes;

/// <summary>The doing half: one exchange with the container, its redirects and its deadline.</summary>
internal sealed partial class ProbeActor
{
    // Of ExecSync, beyond the command's own time; the kubelet's 2 min.
    private static readonly TimeSpan ExecMargin = TimeSpan.FromMinutes(2);

    private long _call;
    private int _attempts;
    private int _redirects;
    private HttpCall? _http;
    private long _began;
    private long _deadline;
    private bool _isExtended;
    private CancellationTokenSource? _cancellation;

    private void Attempt()
    {
        _attempts++;
        _call = _setup.Calls.Next();
        _began = _setup.Services.Time.GetTimestamp();
        switch (_request)
        {
            case ProbeRequest.Http http:
                _redirects = 0;
                BeginDeadline(_timing!.Timeout);
                Exchange(http.Call);
                break;
            case ProbeRequest.Tcp tcp:
                BeginDeadline(_timing!.Timeout);
                Connect(tcp);
                break;
            case ProbeRequest.Grpc grpc:
                BeginDeadline(_timing!.Timeout);
                CheckHealth(grpc);
                break;
            case ProbeRequest.Exec exec:
                var request = new ExecSyncRequest { ContainerId = _subject!.InstanceId, Timeout = (long)_timing!.Timeout.TotalSeconds };
                request.Cmd.AddRange(exec.Command);

                // The runtime keeps the time.
                _setup.Gateway.Tell(new CriCall(new CallId(0, _call), CriMethod.ExecSync, Lanes.None, request, _timing.Timeout + ExecMargin));
                break;
            case ProbeRequest.Bad bad:
                Complete(ProbeAnswer.Error(bad.Error));
                break;
        }
    }

    private void Exchange(HttpCall http)
    {
        var call = _call;
        _http = http;
        _setup.Services.Ports.Host.ExchangeHttpAsync(http, _cancellation!.Token).PipeTo(
            Self, success: answer => new HttpAnswered(call, answer), failure: error => Failed(call, error));
    }

    private void Connect(ProbeRequest.Tcp tcp)
    {
        var call = _call;
        _setup.Services.Ports.Host.ConnectAsync(tcp.Host, tcp.Port, _cancellation!.Token).PipeTo(
            Self, success: () => new Connected(call), failure: error => Failed(call, error));
    }

    private void CheckHealth(ProbeRequest.Grpc grpc)
    {
        var call = _call;
        _setup.Services.Ports.Host.CheckHealthAsync(grpc.Host, grpc.Port, grpc.Service, ProbeUserAgents.Probe, _cancellation!.Token).PipeTo(
            Self, success: answer => new HealthAnswered(call, answer), failure: error => Failed(call, error));
    }

    private static ExchangeFailed Failed(long call, Exception error) => new(call, error is OperationCanceledException ? null : error.Message);

    private void OnHttp(HttpAnswer answer)
    {
        if (HttpCalls.Follow(_http!, answer, ((ProbeRequest.Http)_request!).Action, ProbeUserAgents.Probe) is not { } next)
        {
            Complete(ProbeAnswers.OfHttp(answer));
        }
        else if (++_redirects > HttpCalls.MaxRedirects)
        {
            Complete(ProbeAnswers.OfFailure(_request!, $"stopped after {HttpCalls.MaxRedirects} redirects"));
        }
        else
        {
            Exchange(next);
        }
    }

    private void BeginDeadline(TimeSpan timeout)
    {
        _cancellation = new CancellationTokenSource();
        _isExtended = false;
        SetDeadline(timeout);
    }

    private void SetDeadline(TimeSpan timeout)
    {
        var time = _setup.Services.Time;
        _deadline = time.GetTimestamp() + (long)(timeout.TotalSeconds * time.TimestampFrequency);
        Timers.StartSingleTimer(nameof(Overdue), new Overdue(_call), timeout);
    }

    private void OnOverdue()
    {
        switch (ProbeLateness.Judge(_setup.Services.Time.GetElapsedTime(_deadline), _isExtended))
        {
            case LateDeadline.Extend:
                _isExtended = true;
                SetDeadline(_timing!.Timeout);
                break;
            case LateDeadline.Discard:
                Complete(new ProbeAnswer(ProbeOutcome.Late, "the agent did not get to run"));
                break;
            default:
                Complete(ProbeAnswers.OfTimeout(_request!, _timing!.Timeout));
                break;
        }
    }

    /// <summary>No call is under way any more; what it still answers is stale.</summary>
    private void GiveUp()
    {
        if (_call == 0)
        {
            return;
        }

        if (_cancellation is { } cancellation)
        {
            Timers.Cancel(nameof(Overdue));
            _cancellation = null;
            cancellation.Cancel();
            cancellation.Dispose();
        }

        _call = 0;
    }
}
