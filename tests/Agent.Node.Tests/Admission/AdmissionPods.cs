using Agent.Kubernetes;
using Agent.Node.Admission;
using Agent.Node.WellKnown;

namespace Agent.Node.Tests.Admission;

/// <summary>Pods and nodes for the tests of admission.</summary>
internal static class AdmissionPods
{
    public static AdmissionNode TheNode(string cpu = "2", string memory = "4Gi", int pods = 10) => new()
    {
        Name = "node-1",
        Object = new V1Node
        {
            Metadata = new V1ObjectMeta
            {
                Name = "node-1",
                Labels = new Dictionary<string, string> { ["zone"] = "a", ["cores"] = "8", [NodeLabels.Os] = "linux" },
            },
            Spec = new V1NodeSpec(),
            Status = new V1NodeStatus
            {
                Allocatable = new Dictionary<string, Quantity>
                {
                    ["cpu"] = Quantity.Parse(cpu),
                    ["memory"] = Quantity.Parse(memory),
                    ["pods"] = Quantity.FromInt64(pods),
                    ["example.com/gpu"] = Quantity.FromInt64(1),
                },
            },
        },
    };

    public static V1Pod Pod(string name, string? cpu = null, string? memory = null, int? priority = null, bool isStatic = false, bool guaranteed = false)
    {
        var amounts = new Dictionary<string, Quantity>();
        if (cpu is not null)
        {
            amounts["cpu"] = Quantity.Parse(cpu);
        }

        if (memory is not null)
        {
            amounts["memory"] = Quantity.Parse(memory);
        }

        return new V1Pod
        {
            Metadata = new V1ObjectMeta
            {
                Name = name,
                Namespace = "default",
                Uid = name,
                Annotations = isStatic ? new Dictionary<string, string> { [PodAnnotations.ConfigSource] = PodSourceNames.File } : null,
            },
            Spec = new V1PodSpec
            {
                Priority = priority,
                Containers =
                [
                    new V1Container
                    {
                        Name = "main",
                        Image = "app",
                        Resources = new V1ResourceRequirements { Requests = amounts, Limits = guaranteed ? amounts : null },
                    },
                ],
            },
        };
    }

    public static V1Pod Spec(this V1Pod pod, Func<V1PodSpec, V1PodSpec> change) => pod with { Spec = change(pod.Spec) };
}
