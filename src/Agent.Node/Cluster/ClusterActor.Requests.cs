using Agent.Kubernetes;
using Agent.Kubernetes.Api;
using Agent.Node.Api;
using Agent.Node.Runtime;
using Akka.Actor;

namespace Agent.Node.Cluster;

/// <summary>What volumes need besides: news of changes, tokens, claims. None of it is kept here.</summary>
internal sealed partial class ClusterActor
{
    private static readonly ApiResource Claims = new("", "v1", "persistentvolumeclaims", "PersistentVolumeClaim", true);
    private static readonly ApiResource Volumes = new("", "v1", "persistentvolumes", "PersistentVolume", false);

    private readonly SortedDictionary<long, ApiRead> _apiReads = [];

    private void Follow(ReadObjects read)
    {
        if (!read.Follow)
        {
            return;
        }

        foreach (var key in read.Keys)
        {
            _objects[key].Followers[Sender.Path.ToStringWithoutAddress()] = Sender;
        }
    }

    private static void TellFollowers(IEnumerable<ObjectEntry> entries)
    {
        foreach (var follower in entries.SelectMany(e => e.Followers.Values))
        {
            follower.Tell(ObjectsChanged.Instance);
        }
    }

    private void OnRequestToken(RequestToken request)
    {
        var body = new Authenticationv1TokenRequest
        {
            ApiVersion = Authenticationv1TokenRequest.KubeApiVersion,
            Kind = Authenticationv1TokenRequest.KubeKind,
            Spec = new V1TokenRequestSpec
            {
                Audiences = request.Audience.Length > 0 ? [request.Audience] : null,
                ExpirationSeconds = request.Seconds,
                BoundObjectRef = new V1BoundObjectReference { ApiVersion = "v1", Kind = "Pod", Name = request.PodName, Uid = request.PodUid },
            },
        };
        Send(
            new ApiRead(Sender, request.Id, request, null),
            ApiRequests.Create(KubernetesResources.ServiceAccounts, request.Namespace, body, request.Account, "token"),
            ApiPriority.Status);
    }

    private void OnReadClaim(ReadClaim read) =>
        Send(new ApiRead(Sender, read.Id, read, null), ApiRequests.Get(Claims, read.Namespace, read.Name), ApiPriority.Normal);

    private void Send(ApiRead read, ApiRequest request, ApiPriority priority)
    {
        var number = _numbers.Next();
        _apiReads.Add(number, read);
        _gateway.Tell(new ApiCall(new CallId(0, number), request, priority));
    }

    /// <summary>Takes an answer; false: it is to none of these requests.</summary>
    private bool OnApiRead(ApiReply reply)
    {
        if (!_apiReads.Remove(reply.Id.Number, out var read))
        {
            return false;
        }

        try
        {
            OnApiRead(read, reply);
        }
        catch (System.Text.Json.JsonException)
        {
            // The text of the exception may quote what was read.
            Fail(read, "the answer of the API server cannot be read");
        }

        return true;
    }

    private void OnApiRead(ApiRead read, ApiReply reply)
    {
        if (reply.Response is not { } response)
        {
            var failure = reply.Failure!;
            Fail(read, read switch
            {
                { Claim: { } claim } when failure.IsNotFound => $"persistentvolume \"{claim.Spec.VolumeName}\" of claim \"{claim.Name()}\" not found",
                { Request: ReadClaim claim } when failure.IsNotFound => $"persistentvolumeclaim \"{claim.Name}\" not found",
                { Request: RequestToken token } => $"failed to fetch token of service account {token.Account}: {failure.Message}",
                _ => failure.Message,
            });
        }
        else if (read.Request is RequestToken)
        {
            var status = response.Read<Authenticationv1TokenRequest>().Status;
            if (status is { Token: { Length: > 0 } token, ExpirationTimestamp: { } expires })
            {
                read.ReplyTo.Tell(new TokenIssued(read.Id, token, expires, null));
            }
            else
            {
                Fail(read, "the API server answered without a token");
            }
        }
        else if (read.Claim is { } claim)
        {
            read.ReplyTo.Tell(new ClaimRead(read.Id, claim, response.Read<V1PersistentVolume>(), ""));
        }
        else
        {
            var found = response.Read<V1PersistentVolumeClaim>();
            if (found.Spec.VolumeName is not { Length: > 0 } volume)
            {
                read.ReplyTo.Tell(new ClaimRead(read.Id, found, null, ""));
                return;
            }

            Send(read with { Claim = found }, ApiRequests.Get(Volumes, null, volume), ApiPriority.Normal);
        }
    }

    private void FailAllApiReads()
    {
        foreach (var read in _apiReads.Values)
        {
            Fail(read, "the cache of the cluster's objects began anew");
        }
    }

    private static void Fail(ApiRead read, string error) => read.ReplyTo.Tell(read.Request is RequestToken
        ? new TokenIssued(read.Id, "", default, error)
        : new ClaimRead(read.Id, read.Claim, null, error));

    private sealed record ApiRead(IActorRef ReplyTo, CallId Id, object Request, V1PersistentVolumeClaim? Claim);
}
