using Agent.Kubernetes;
using Agent.Kubernetes.Api;
using Agent.Node.Api;
using Agent.Node.Runtime;
using Akka.Actor;

namespace Agent.Node.Cluster;

/// <summary>RuntimeClasses: few pods name one, so each is read when it is needed.</summary>
internal sealed partial class ClusterActor
{
    private readonly SortedDictionary<long, (ReadRuntimeClass Read, IActorRef ReplyTo)> _runtimeClasses = [];

    private void OnReadRuntimeClass(ReadRuntimeClass read)
    {
        var number = _numbers.Next();
        _runtimeClasses.Add(number, (read, Sender));
        _gateway.Tell(new ApiCall(new CallId(0, number), ApiRequests.Get(KubernetesResources.RuntimeClasses, null, read.Name)));
    }

    private static void OnRuntimeClassReply(ReadRuntimeClass read, IActorRef replyTo, ApiReply reply)
    {
        if (reply.Response is not { } response)
        {
            replyTo.Tell(new RuntimeClassRead(
                read.Id, null, reply.Failure!.IsNotFound ? $"RuntimeClass \"{read.Name}\" not found" : $"RuntimeClass \"{read.Name}\": {reply.Failure.Message}"));
            return;
        }

        try
        {
            replyTo.Tell(new RuntimeClassRead(read.Id, response.Read<V1RuntimeClass>().Handler, ""));
        }
        catch (System.Text.Json.JsonException)
        {
            replyTo.Tell(new RuntimeClassRead(read.Id, null, $"RuntimeClass \"{read.Name}\": its content cannot be read"));
        }
    }

    private void FailRuntimeClasses()
    {
        foreach (var (read, replyTo) in _runtimeClasses.Values)
        {
            replyTo.Tell(new RuntimeClassRead(read.Id, null, $"RuntimeClass \"{read.Name}\": the cache of the cluster's objects began anew"));
        }
    }
}
