using Agent.Cri.Protocol;
using Agent.Cri.Tests.Protocol;
using Google.Protobuf;
using Grpc.Core;

namespace Agent.Cri.Tests;

public class CriResponsesTests
{
    public static TheoryData<IMessage, string> Unusable => new()
    {
        { new VersionResponse(), "version, runtime_name, runtime_version, runtime_api_version" },
        { With(new VersionResponse(), r => r.RuntimeApiVersion = ""), "runtime_api_version" },
        { new StatusResponse(), "condition RuntimeReady, condition NetworkReady" },
        { With(new StatusResponse(), r => r.Status.Conditions[0].Type = "RuntimeReady"), "condition NetworkReady" },
        { new RunPodSandboxResponse(), "pod_sandbox_id" },
        { new CreateContainerResponse(), "container_id" },
        { new PullImageResponse(), "image_ref" },
        { new ExecResponse(), "url" },
        { new AttachResponse(), "url" },
        { new PortForwardResponse(), "url" },
        { new PodSandboxStatusResponse(), "status" },
        { new PodSandboxStatus(), "id, metadata.name, metadata.namespace, metadata.uid, created_at" },
        {
            With(new PodSandboxStatusResponse(), r => r.Status.Metadata = null),
            "metadata.name, metadata.namespace, metadata.uid"
        },
        { With(new PodSandboxStatus(), s => s.Metadata.Uid = ""), "metadata.uid" },
        { With(new PodSandboxStatus(), s => s.CreatedAt = 0), "created_at" },
        { new ContainerStatusResponse(), "status" },
        { new ContainerStatus(), "id, metadata.name, created_at, image.image, image_ref" },
        { With(new ContainerStatusResponse(), r => r.Status.Image = null), "image.image" },
        { With(new ContainerStatus(), s => s.Metadata.Name = ""), "metadata.name" },
        { With(new ContainerStatus(), s => s.ImageRef = ""), "image_ref" },
        { With(new ImageStatusResponse(), r => r.Image.Id = ""), "image.id" },
        { With(new ImageStatusResponse(), r => r.Image.Size = 0), "image.size" },
    };

    [Theory]
    [MemberData(nameof(Unusable))]
    public void Validate_OfAnUnusableReply_NamesWhatIsMissing(IMessage response, string missing)
    {
        var failure = Assert.Throws<RpcException>(() => CriResponses.Validate(response));

        Assert.Equal(StatusCode.Internal, failure.StatusCode);
        var detail = failure.Status.Detail;
        Assert.StartsWith($"the runtime's {response.Descriptor.Name} is not usable", detail, StringComparison.Ordinal);
        Assert.EndsWith($": not set: {missing}", detail, StringComparison.Ordinal);
    }

    [Fact]
    public void Fault_OfAStatusWithAnId_NamesIt()
    {
        var response = new ContainerStatusResponse { Status = new ContainerStatus { Id = "abc" } };

        Assert.Contains("(of abc)", CriResponses.Fault(response), StringComparison.Ordinal);
    }

    [Fact]
    public void Validate_OfEveryFilledReply_ReturnsIt()
    {
        var replies = DefinitionFacts.WithImports(RuntimeServiceReflection.Descriptor, ImageServiceReflection.Descriptor)
            .SelectMany(file => file.Services)
            .SelectMany(service => service.Methods)
            .Select(method => MessageFiller.Fill(method.OutputType))
            .ToList();

        Assert.Equal(43, replies.Count);
        Assert.All(replies, reply =>
        {
            if (reply is StatusResponse status)
            {
                status.Status.Conditions[0].Type = "RuntimeReady";
                status.Status.Conditions[1].Type = "NetworkReady";
            }

            Assert.Same(reply, CriResponses.Validate(reply));
        });
    }

    [Fact]
    public void Validate_OfAnImageTheNodeDoesNotHave_ReturnsTheReply()
    {
        var reply = new ImageStatusResponse();

        Assert.Same(reply, CriResponses.Validate(reply));
    }

    private static T With<T>(T empty, Action<T> spoil)
        where T : IMessage
    {
        var filled = (T)MessageFiller.Fill(empty.Descriptor);
        spoil(filled);
        return filled;
    }
}
