using Agent.Cri.Protocol;
using Agent.Node.Runtime;
using Akka.Actor;

namespace Agent.Node.Tests.NodeStatus;

/// <summary>Stands for the CRI gateway: a runtime with a version and one image.</summary>
internal sealed class FakeGateway : UntypedActor
{
    protected override void OnReceive(object message)
    {
        var call = (CriCall)message;
        Sender.Tell(call.Method switch
        {
            CriMethod.Version => new CriReply(call.Id, call.Method, new VersionResponse { RuntimeName = "containerd", RuntimeVersion = "1.7.1" }, null),
            CriMethod.ListImages => new CriReply(
                call.Id, call.Method, new ListImagesResponse { Images = { new Image { Id = "i", RepoTags = { "app:v1" }, Size = 10 } } }, null),
            _ => throw new InvalidOperationException($"unexpected {call.Method}"),
        });
    }
}
