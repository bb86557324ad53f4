using Akka.Actor;
using Akka.Configuration;
using Akka.DependencyInjection;
using Akka.Hosting;
using Microsoft.Extensions.DependencyInjection;

namespace StandIns.Akka.Tests.Hosting;

public class AkkaHostingExtensionsTests
{
    private static readonly Type GreeterType = typeof(Greeter);
    private static readonly Type Unregistered = typeof(NeedsGreeter);

    [Fact]
    public async Task AddAkka_Started_RunsTheNamedSystem()
    {
        await using var host = await HostedActors.Start((_, _) => { });

        Assert.Equal("hosted", host.System.Name);
        Assert.False(host.System.WhenTerminated.IsCompleted);
        Assert.Same(ActorRegistry.For(host.System), host.Services.GetRequiredService<IActorRegistry>());
        Assert.Same(ActorRegistry.For(host.System), host.Services.GetRequiredService<IReadOnlyActorRegistry>());
    }

    [Fact]
    public async Task AddHocon_Modes_OrderTheSettings()
    {
        await using var host = await HostedActors.Start((builder, _) => builder
            .AddHocon("my { a = first, b = first }", HoconAddMode.Append)
            .AddHocon("my { a = appended, b = appended, c = appended }", HoconAddMode.Append)
            .AddHocon(ConfigurationFactory.ParseString("my { b = prepended }"), HoconAddMode.Prepend));

        var settings = host.System.Settings.Config.GetConfig("my")!;

        Assert.Equal(["first", "prepended", "appended"], new[] { "a", "b", "c" }.Select(key => settings.GetString(key)));
    }

    [Fact]
    public async Task AddHoconFile_File_IsRead()
    {
        var file = Path.Combine(Path.GetTempPath(), $"{Path.GetRandomFileName()}.conf");
        await File.WriteAllTextAsync(file, "my.setting = from-file");
        try
        {
            await using var host = await HostedActors.Start((builder, _) => builder.AddHoconFile(file, HoconAddMode.Prepend));

            Assert.Equal("from-file", host.System.Settings.Config.GetString("my.setting"));
        }
        finally
        {
            File.Delete(file);
        }
    }

    [Fact]
    public async Task WithActors_AllForms_RunInOrderAndAreAwaited()
    {
        var order = new List<string>();
        await using var host = await HostedActors.Start((builder, _) => builder
            .AddStartup((_, _) => order.Add("startup"))
            .WithActors(async (_, _) =>
            {
                await Task.Delay(20);
                order.Add("async");
            })
            .WithActors((ActorSystem _, IActorRegistry _) => order.Add("sync"))
            .WithActors((ActorSystem _, IActorRegistry _, IDependencyResolver _) => order.Add("resolver"))
            .WithActors(async (_, _, _) =>
            {
                await Task.Yield();
                order.Add("async resolver");
            })
            .StartActors((ActorSystem _, IActorRegistry _) => order.Add("start")));

        Assert.Equal(["async", "sync", "resolver", "async resolver", "start", "startup"], order);
    }

    [Fact]
    public async Task WithActors_Registered_IsInjected()
    {
        await using var host = await HostedActors.Start(
            (builder, _) => builder.WithActors((system, registry) =>
                registry.Register<Greeter>(system.ActorOf(Props.Create(() => new Greeter(new Greeting("hi"), "there"))))),
            services => services.AddSingleton<NeedsGreeter>());

        var answer = await host.Services.GetRequiredService<NeedsGreeter>().Ask();

        Assert.Equal("hi there", answer);
    }

    [Fact]
    public async Task Resolver_Props_FillsConstructorFromServices()
    {
        await using var host = await HostedActors.Start(
            (builder, _) => builder.WithActors((system, registry, resolver) =>
            {
                registry.Register<Greeter>(system.ActorOf(resolver.Props<Greeter>("one"), "one"));
                registry.Register<Greeting>(system.ActorOf(resolver.Props(GreeterType, "two"), "two"));
            }),
            services => services.AddSingleton(new Greeting("hello")));
        var registry = host.Services.GetRequiredService<ActorRegistry>();
        var third = host.System.ActorOf(DependencyResolver.For(host.System).Props<Greeter>("three"));

        Assert.Equal("hello one", await registry.Get<Greeter>().Ask<string>("?", HostedActors.Limit));
        Assert.Equal("hello two", await registry.Get<Greeting>().Ask<string>("?", HostedActors.Limit));
        Assert.Equal("hello three", await third.Ask<string>("?", HostedActors.Limit));
        Assert.Equal(new Greeting("hello"), DependencyResolver.For(host.System).Resolver.GetService<Greeting>());
        Assert.Null(DependencyResolver.For(host.System).Resolver.GetService(Unregistered));
    }

    [Fact]
    public async Task Resolver_NoActor_Throws()
    {
        await using var host = await HostedActors.Start((_, _) => { });

        Assert.Throws<ArgumentException>(() => DependencyResolver.For(host.System).Props(typeof(Greeting)));
    }

    [Fact]
    public async Task Resolver_SystemWithoutSetup_Throws()
    {
        var system = ActorSystem.Create("plain");
        try
        {
            Assert.Throws<ConfigurationException>(() => DependencyResolver.For(system));
        }
        finally
        {
            await system.Terminate().WaitAsync(HostedActors.Limit);
        }
    }

    [Fact]
    public async Task RequiredActor_NotRegistered_ThrowsAndCanBeAwaited()
    {
        await using var host = await HostedActors.Start((_, _) => { });
        var awaited = host.Services.GetRequiredService<IRequiredActor<Greeter>>().GetAsync();
        Assert.Throws<MissingActorRegistryEntryException>(
            () => host.Services.GetRequiredService<IRequiredActor<Greeting>>().ActorRef);

        var actor = host.System.ActorOf(Props.Create(() => new Greeter(new Greeting("hi"), "there")));
        host.Services.GetRequiredService<IActorRegistry>().Register<Greeter>(actor);

        Assert.Equal(actor, await awaited.WaitAsync(HostedActors.Limit));
    }

    [Fact]
    public async Task RequiredActor_Registered_IsTheActor()
    {
        await using var host = await HostedActors.Start((_, _) => { });
        var actor = host.System.ActorOf(Props.Create(() => new Greeter(new Greeting("hi"), "there")));
        host.Services.GetRequiredService<IActorRegistry>().Register<Greeter>(actor);

        // Not one that was asked too early: 1.5.30 keeps the nobody that it found then.
        Assert.Equal(actor, host.Services.GetRequiredService<IRequiredActor<Greeter>>().ActorRef);
    }

    private sealed record Greeting(string Text);

    private sealed class Greeter : UntypedActor
    {
        private readonly Greeting _greeting;
        private readonly string _name;

        public Greeter(Greeting greeting, string name)
        {
            _greeting = greeting;
            _name = name;
        }

        protected override void OnReceive(object message) => Sender.Tell($"{_greeting.Text} {_name}");
    }

    private sealed class NeedsGreeter(IRequiredActor<Greeter> greeter)
    {
        public Task<string> Ask() => greeter.ActorRef.Ask<string>("?", HostedActors.Limit);
    }
}
