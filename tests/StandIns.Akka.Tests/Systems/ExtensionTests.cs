using Akka.Actor;
using Akka.Actor.Setup;
using Akka.Configuration;
using Akka.Util;
using StandIns.Akka.Tests.Harness;

namespace StandIns.Akka.Tests.Systems;

public sealed class ExtensionTests : SystemTest
{
    [Fact]
    public void RegisterExtension_Twice_CreatesOne()
    {
        var id = new CounterId();

        Assert.False(System.HasExtension<Counter>());
        Assert.Same(id.Apply(System), System.RegisterExtension(id));
        Assert.Same(id.Apply(System), System.WithExtension<Counter, CounterId>());
        Assert.Same(id.Apply(System), id.Get(System));
        Assert.True(System.HasExtension<Counter>());
        Assert.True(System.TryGetExtension<Counter>(out var found));
        Assert.Same(found, System.GetExtension<Counter>());
        Assert.Equal(1, found!.Number);
    }

    [Fact]
    public async Task Create_WithSetups_KeepsThemInTheSettings()
    {
        var setup = BootstrapSetup.Create()
            .WithConfig(ConfigurationFactory.ParseString("a = 1\nakka { loglevel = OFF, stdout-loglevel = OFF, loggers = [] }"))
            .WithConfigFallback(ConfigurationFactory.ParseString("a = 2\nb = 3"))
            .And(new Greeting("hello"));

        var system = ActorSystem.Create("setup", setup);

        Assert.Equal("hello", system.Settings.Setup.Get<Greeting>().Value.Text);
        Assert.False(system.Settings.Setup.Get<Other>().HasValue);
        Assert.Equal(1, system.Settings.Config.GetInt("a"));
        Assert.Equal(3, system.Settings.Config.GetInt("b"));
        await system.Terminate().WaitAsync(Observer.Patience);
    }

    [Fact]
    public void Setup_OfTheSameClass_ReplacesTheEarlierOne()
    {
        var setup = ActorSystemSetup.Create(new Greeting("first")).And(new Greeting("second"));

        Assert.Equal("second", setup.Get<Greeting>().Value.Text);
    }

    [Fact]
    public void InjectTopLevelFallback_Config_IsBelowTheApplications()
    {
        System.Settings.InjectTopLevelFallback(ConfigurationFactory.ParseString("akka.loglevel = DEBUG\nextension.key = 5"));

        Assert.Equal("OFF", System.Settings.Config.GetString("akka.loglevel"));
        Assert.Equal(5, System.Settings.Config.GetInt("extension.key"));
    }

    [Fact]
    public void Option_WithAndWithoutValue_BehavesAsSuch()
    {
        Assert.Equal(3, Option<string>.Create("abc").Select(text => text.Length).Value);
        Assert.False(Option<string>.None.Select(text => text.Length).HasValue);
        Assert.Equal("x", Option<string>.Create(null!).GetOrElse("x"));
        Assert.Equal(Option<int>.Create(1), Option<int>.Create(1));
    }

    public sealed class CounterId : ExtensionIdProvider<Counter>
    {
        private static int _made;

        public override Counter CreateExtension(ExtendedActorSystem system) => new(++_made);
    }

    public sealed class Counter(int number) : IExtension
    {
        public int Number => number;
    }

    private sealed class Greeting(string text) : Setup
    {
        public string Text => text;
    }

    private sealed class Other : Setup
    {
    }
}
