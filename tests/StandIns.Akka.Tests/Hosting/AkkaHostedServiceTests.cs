using Akka;
using Akka.Actor;
using Akka.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace StandIns.Akka.Tests.Hosting;

public class AkkaHostedServiceTests
{
    [Fact]
    public async Task StopAsync_Host_RunsCoordinatedShutdown()
    {
        var steps = new List<string>();
        var host = await HostedActors.Start((builder, _) => builder.WithActors((system, _) =>
            CoordinatedShutdown.Get(system).AddTask(CoordinatedShutdown.PhaseBeforeServiceUnbind, "step", () =>
            {
                steps.Add("ran");
                return Task.FromResult(Done.Instance);
            })));
        var system = host.System;

        await host.Stop();

        Assert.Equal(["ran"], steps);
        Assert.True(system.WhenTerminated.IsCompleted);
        Assert.Equal(CoordinatedShutdown.ClrExitReason.Instance, CoordinatedShutdown.Get(system).ShutdownReason);
        await host.DisposeAsync();
    }

    [Fact]
    public async Task System_EndsByItself_StopsTheHost()
    {
        await using var host = await HostedActors.Start((_, _) => { });
        var stopping = new TaskCompletionSource();
        host.Services.GetRequiredService<IHostApplicationLifetime>().ApplicationStopping.Register(stopping.SetResult);

        await host.System.Terminate();

        await stopping.Task.WaitAsync(HostedActors.Limit);
    }

    [Fact]
    public async Task StartAsync_StarterThrows_FailsTheHostAndEndsTheSystem()
    {
        await using var host = HostedActors.Build((builder, _) =>
            builder.WithActors(ThrowFormatException));
        var system = host.System;

        await Assert.ThrowsAsync<FormatException>(host.Start);

        await system.WhenTerminated.WaitAsync(HostedActors.Limit);
    }

    [Fact]
    public async Task StartAsync_BadHocon_FailsTheHost()
    {
        await using var host = HostedActors.Build((builder, _) => builder.AddHocon("a = ${missing}", HoconAddMode.Prepend));

        await Assert.ThrowsAsync<FormatException>(host.Start);
    }

    private static void ThrowFormatException(ActorSystem system, IActorRegistry registry) => throw new FormatException("no good");
}
