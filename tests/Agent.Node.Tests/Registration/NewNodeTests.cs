using System.Collections.Immutable;
using Agent.Node.Configuration;
using Agent.Node.Hosting;
using Agent.Node.Registration;

namespace Agent.Node.Tests.Registration;

public sealed class NewNodeTests
{
    [Fact]
    public void Build_Defaults_HasPlatformLabelsAndTheAnnotation()
    {
        var node = NewNode.Build(new NodeStatusOptions(), "n1", "arm64");

        Assert.Equal("n1", node.Metadata.Name);
        Assert.Equal(
            new SortedDictionary<string, string>(StringComparer.Ordinal)
            {
                ["beta.kubernetes.io/arch"] = "arm64",
                ["beta.kubernetes.io/os"] = "linux",
                ["kubernetes.io/arch"] = "arm64",
                ["kubernetes.io/hostname"] = "n1",
                ["kubernetes.io/os"] = "linux",
            },
            node.Metadata.Labels!);
        Assert.Equal("true", node.Metadata.Annotations!["volumes.kubernetes.io/controller-managed-attach-detach"]);
        Assert.Null(node.Spec.Taints);
        Assert.Null(node.Spec.ProviderID);
        Assert.Null(node.Spec.Unschedulable);
    }

    [Fact]
    public void Build_EverythingGiven_IsInTheObject()
    {
        var node = NewNode.Build(
            new NodeStatusOptions
            {
                HostName = "host",
                Labels = ImmutableSortedDictionary<string, string>.Empty.Add("kubernetes.io/hostname", "other").Add("a", "b"),
                Taints = [new NodeTaint { Key = "k", Value = "v", Effect = "NoExecute" }, new NodeTaint { Key = "e", Effect = "NoSchedule" }],
                ProviderId = "p://1",
                IsExternalCloud = true,
                ControllerAttachDetach = false,
            },
            "n1",
            "amd64");

        Assert.Equal(("other", "b"), (node.Metadata.Labels!["kubernetes.io/hostname"], node.Metadata.Labels["a"]));
        Assert.Null(node.Metadata.Annotations);
        Assert.Equal("p://1", node.Spec.ProviderID);
        Assert.Equal(
            [("k", "v", "NoExecute"), ("e", null, "NoSchedule"), ("node.cloudprovider.kubernetes.io/uninitialized", "true", "NoSchedule")],
            node.Spec.Taints!.Select(t => (t.Key, t.Value, t.Effect)));
    }

    [Fact]
    public void Build_UninitializedTaintGivenAlready_IsThereOnce()
    {
        var node = NewNode.Build(
            new NodeStatusOptions
            {
                IsExternalCloud = true,
                Taints = [new NodeTaint { Key = "node.cloudprovider.kubernetes.io/uninitialized", Value = "true", Effect = "NoSchedule" }],
            },
            "n1",
            "amd64");

        Assert.Single(node.Spec.Taints!);
    }
}
