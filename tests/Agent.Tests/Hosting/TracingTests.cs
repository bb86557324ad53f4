using System.Diagnostics;
using System.Net;
using Agent.Hosting;
using Agent.Node.Configuration;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;

namespace Agent.Tests.Hosting;

public sealed class TracingTests
{
    [Fact]
    public async Task Start_Collector_ReceivesSpans()
    {
        var received = new TaskCompletionSource<(string Path, byte[] Body)>(TaskCreationOptions.RunContinuationsAsynchronously);
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().ConfigureKestrel(options => options.Listen(IPAddress.Loopback, 0, listen => listen.Protocols = HttpProtocols.Http2));
        await using var collector = builder.Build();
        collector.Run(async context =>
        {
            using var body = new MemoryStream();
            await context.Request.Body.CopyToAsync(body);
            received.TrySetResult((context.Request.Path, body.ToArray()));
            context.Response.ContentType = "application/grpc";
            context.Response.AppendTrailer("grpc-status", "0");
            await context.Response.Body.WriteAsync(new byte[5]);
        });
        await collector.StartAsync();
        var address = collector.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Single();

        using (Tracing.Start(new TracingConfiguration { Endpoint = new Uri(address).Authority, SamplingRatePerMillion = 1_000_000 }, "worker-1", "1.0"))
        {
            using var source = new ActivitySource("Agent.Test");
            using var span = source.StartActivity("start pod");
            Assert.NotNull(span);
        }

        var (path, body) = await received.Task.WaitAsync(AgentProcess.Deadline);
        Assert.Equal("/opentelemetry.proto.collector.trace.v1.TraceService/Export", path);
        var text = System.Text.Encoding.UTF8.GetString(body);
        Assert.Contains("start pod", text);
        Assert.Contains("worker-1", text);
        await collector.StopAsync();
    }

    [Fact]
    public void Start_NoConfiguration_IsOff() => Assert.Null(Tracing.Start(null, "worker-1", "1.0"));
}
