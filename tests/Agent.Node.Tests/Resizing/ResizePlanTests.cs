using System.Collections.Immutable;
using Agent.Kubernetes;
using Agent.Node.Containers;
using Agent.Node.Pods;
using Agent.Node.Resizing;
using Agent.Node.Runtime;
using Agent.Node.Tests.Pods;
using Agent.Node.Tests.Status;
using static Agent.Node.Tests.Pods.PodViews;

namespace Agent.Node.Tests.Resizing;

public sealed class ResizePlanTests
{
    private static readonly RuntimeResources Small = new(512, 50_000, 100_000, 1 << 20);
    private static readonly RuntimeResources Large = new(1024, 100_000, 100_000, 1 << 21);
    private static readonly RuntimeResources MoreMemory = Small with { MemoryLimit = 1 << 21 };

    [Fact]
    public void Next_RunsWithOthersThanGranted_SetsThem() =>
        Assert.Equal(new PodAction.ResizeContainer("c0", Large), Assert.Single(PodPlan.Next(Running(), Now)));

    [Fact]
    public void Next_NoResizeUnderWay_LeavesThemAsTheyAre() =>
        Assert.Empty(PodPlan.Next(Running() with { Granted = PodView.NothingGranted }, Now));

    [Fact]
    public void Next_BeingSetFailedOrHeld_Waits()
    {
        Assert.Empty(PodPlan.Next(Running().Set("c0", c => c with { Resizing = Large }), Now));
        Assert.Empty(PodPlan.Next(Running().Set("c0", c => c with { ResizeDueAt = Now.AddSeconds(1) }), Now));
        Assert.Empty(PodPlan.Next(Running() with { IsResizeHeld = true }, Now));
    }

    [Fact]
    public void Next_SetOnThisInstance_IsDone()
    {
        Assert.Empty(PodPlan.Next(Running().Set("c0", c => c with { Applied = new AppliedResources("id-c0", Large) }), Now));
        Assert.NotEmpty(PodPlan.Next(Running().Set("c0", c => c with { Applied = new AppliedResources("id-of-another", Large) }), Now));
    }

    [Fact]
    public void Next_RuntimeDoesNotSay_DoesNothing() =>
        Assert.Empty(PodPlan.Next(Running().Set("c0", c => c with { Instance = c.Instance! with { Resources = null } }), Now));

    [Theory]
    [InlineData("cpu", false)]
    [InlineData("memory", true)]
    public void Next_PolicyRestartsForTheResource_StopsTheContainer(string resource, bool stops)
    {
        var pod = Pod();
        pod = pod with
        {
            Spec = pod.Spec with
            {
                Containers = [pod.Spec.Containers[0] with { ResizePolicy = [new V1ContainerResizePolicy { ResourceName = resource, RestartPolicy = "RestartContainer" }] }],
            },
        };

        var action = Assert.Single(PodPlan.Next(Running(pod, MoreMemory), Now));
        Assert.Equal(stops, action is PodAction.StopContainer { Event: "Container c0 resize requires restart" });
    }

    [Fact]
    public void Build_UntilItHasThem_StatusSaysWhatItHasAndThatItIsUnderWay()
    {
        var pod = Pod();
        pod = pod with
        {
            Spec = pod.Spec with
            {
                Containers =
                [
                    pod.Spec.Containers[0] with
                    {
                        Resources = new V1ResourceRequirements
                        {
                            Requests = new Dictionary<string, Quantity> { ["cpu"] = Quantity.Parse("1") },
                            Limits = new Dictionary<string, Quantity> { ["cpu"] = Quantity.Parse("1"), ["memory"] = Quantity.Parse("2Mi") },
                        },
                    },
                ],
            },
        };
        var status = Running(pod).Build();

        var resources = status.Container().Resources!;
        Assert.Equal(("500m", "500m", "1Mi"), (resources.Requests!["cpu"].ToString(), resources.Limits!["cpu"].ToString(), resources.Limits["memory"].ToString()));
        Assert.Equal("1", status.Container().AllocatedResources!["cpu"].ToString());
        Assert.Equal(("True", null), (status.Condition("PodResizeInProgress").Status, status.Condition("PodResizeInProgress").Reason));
        Assert.Equal("PodResizeInProgress", status.Conditions![0].Type);

        var failed = Running(pod).Set("c0", c => c with { ResizeError = "no" }).Build();
        Assert.Equal(("Error", "no"), (failed.Condition("PodResizeInProgress").Reason, failed.Condition("PodResizeInProgress").Message));
        Assert.DoesNotContain((Running(pod) with { Granted = PodView.NothingGranted }).Build().Conditions!, c => c.Type == "PodResizeInProgress");
    }

    [Fact]
    public void Build_NotGranted_SaysWhyForTheGenerationThatAsked()
    {
        var pod = Pod();
        pod = pod with { Metadata = pod.Metadata with { Generation = 7 } };
        var condition = (View(pod) with { ResizePending = new ResizePending("Deferred", "no room", 5) }).Build().Condition("PodResizePending");

        Assert.Equal(("True", "Deferred", "no room", 5), (condition.Status, condition.Reason, condition.Message, condition.ObservedGeneration));
    }

    private static PodView Running(V1Pod? pod = null, RuntimeResources? wanted = null) =>
        (PodViews.Running(pod ?? Pod()) with
        {
            Granted = ImmutableSortedDictionary.Create<string, RuntimeResources>(StringComparer.Ordinal).Add("c0", wanted ?? Large),
        }).Set("c0", c => c with { Instance = c.Instance! with { Resources = Small } });
}
