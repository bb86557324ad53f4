using Agent.Node.Runtime;

namespace Agent.Node.Tests.Runtime;

public sealed class RuntimeListingTests
{
    private static readonly RuntimeListing.Entry Running = new("a", false, ContainerInstanceState.Running);

    [Fact]
    public void ChangedPods_SameListing_IsEmpty() =>
        Assert.Empty(RuntimeListing.ChangedPods(Listing(("1", Running)), Listing(("1", Running))));

    [Fact]
    public void ChangedPods_Appeared_NamesItsPod() =>
        Assert.Equal(["a"], RuntimeListing.ChangedPods(Listing(), Listing(("1", Running))));

    [Fact]
    public void ChangedPods_Vanished_NamesItsPod() =>
        Assert.Equal(["a"], RuntimeListing.ChangedPods(Listing(("1", Running)), Listing()));

    [Fact]
    public void ChangedPods_StateChanged_NamesItsPodOnce() =>
        Assert.Equal(["a"], RuntimeListing.ChangedPods(
            Listing(("1", Running), ("2", Running)),
            Listing(("1", Running with { State = ContainerInstanceState.Exited }), ("2", Running with { State = ContainerInstanceState.Exited }))));

    [Fact]
    public void Replace_Pod_ForgetsWhatIsGoneAndLeavesOtherPods()
    {
        var listing = Listing(("1", Running), ("2", Running with { Uid = "b" }));

        listing.Replace(PodRuntimeStatus.Empty("a", 0));

        Assert.Equal(["2"], listing.Entries.Keys);
    }

    [Theory]
    [InlineData(null, "Running", "Running")]
    [InlineData("Created", "Running", "Running")]
    [InlineData("Running", "Exited", "Exited")]
    [InlineData("Exited", "Running", "Exited")]
    [InlineData("Running", "Created", "Running")]
    public void Overlay_LearnedMeanwhile_KeepsTheStateFurtherOn(string? listed, string learned, string kept)
    {
        var listing = listed is null ? Listing() : Listing(("1", InState(listed)));

        listing.Overlay(new Dictionary<string, RuntimeListing.Entry> { ["1"] = InState(learned) });

        Assert.Equal(InState(kept), listing.Entries["1"]);
    }

    private static RuntimeListing.Entry InState(string state) => Running with { State = Enum.Parse<ContainerInstanceState>(state) };

    private static RuntimeListing Listing(params (string Id, RuntimeListing.Entry Entry)[] entries)
    {
        var listing = new RuntimeListing();
        foreach (var (id, entry) in entries)
        {
            listing.Set(id, entry);
        }

        return listing;
    }
}
