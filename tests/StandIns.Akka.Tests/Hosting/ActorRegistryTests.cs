using Akka.Actor;
using Akka.Hosting;
using Akka.TestKit.Xunit2;

namespace StandIns.Akka.Tests.Hosting;

public class ActorRegistryTests : TestKit
{
    private static readonly Type Key = typeof(ActorRegistryTests);

    private ActorRegistry Registry => ActorRegistry.For(Sys);

    [Fact]
    public void For_SameSystem_GivesTheSame() => Assert.Same(Registry, ActorRegistry.For(Sys));

    [Fact]
    public void Register_Key_IsFound()
    {
        Registry.Register<ActorRegistryTests>(TestActor);

        Assert.Equal(TestActor, Registry.Get<ActorRegistryTests>());
        Assert.True(Registry.TryGet<ActorRegistryTests>(out var found));
        Assert.Equal(TestActor, found);
        Assert.Equal([Key], Registry.Select(entry => entry.Key));
    }

    [Fact]
    public void Register_KeyTwice_ThrowsUnlessOverwriting()
    {
        var other = CreateTestProbe();
        Registry.Register<ActorRegistryTests>(TestActor);

        Assert.Throws<DuplicateActorRegistryException>(() => Registry.Register<ActorRegistryTests>(other));
        Assert.False(Registry.TryRegister<ActorRegistryTests>(other));
        Assert.Equal(TestActor, Registry.Get<ActorRegistryTests>());

        Registry.Register<ActorRegistryTests>(other, overwrite: true);
        Assert.Equal(other.Ref, Registry.Get<ActorRegistryTests>());
    }

    [Fact]
    public void Register_Null_Throws()
    {
        Assert.Throws<ArgumentNullException>(() => Registry.Register<ActorRegistryTests>(null!));
        Assert.False(Registry.TryRegister<ActorRegistryTests>(null!));
    }

    [Fact]
    public void Get_Missing_Throws()
    {
        Assert.Throws<MissingActorRegistryEntryException>(() => Registry.Get<ActorRegistryTests>());
        Assert.False(Registry.TryGet(Key, out var nobody));
        Assert.Equal(ActorRefs.Nobody, nobody);
    }

    [Fact]
    public async Task GetAsync_RegisteredLater_Completes()
    {
        var first = Registry.GetAsync<ActorRegistryTests>();
        var second = Registry.GetAsync(Key);
        Assert.False(first.IsCompleted);

        Registry.Register<ActorRegistryTests>(TestActor);

        Assert.Equal(TestActor, await first.WaitAsync(TimeSpan.FromSeconds(10)));
        Assert.Equal(TestActor, await second.WaitAsync(TimeSpan.FromSeconds(10)));
        Assert.Equal(TestActor, await Registry.GetAsync<ActorRegistryTests>());
    }

    [Fact]
    public async Task GetAsync_Cancelled_EndsOnlyThatWait()
    {
        using var cancellation = new CancellationTokenSource();
        var first = Registry.GetAsync<ActorRegistryTests>(cancellation.Token);
        var second = Registry.GetAsync<ActorRegistryTests>();

        await cancellation.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => first);
        Registry.Register<ActorRegistryTests>(TestActor);

        Assert.Equal(TestActor, await second.WaitAsync(TimeSpan.FromSeconds(10)));
    }
}
