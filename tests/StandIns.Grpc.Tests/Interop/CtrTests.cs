using System.Diagnostics;
using Google.Protobuf.WellKnownTypes;
using Grpc.Core;
using Microsoft.AspNetCore.Builder;
using StandIns.Grpc.Tests.Harness;
using StandIns.Grpc.Tests.Protos.Containerd;
using Version = StandIns.Grpc.Tests.Protos.Containerd.Version;

namespace StandIns.Grpc.Tests.Interop;

/// <summary>The server with a client of another make: ctr, containerd's command line, whose gRPC is grpc-go's.</summary>
public class CtrTests
{
    [SkippableFact]
    public async Task Version_AskedForByCtr_IsPrinted()
    {
        await using var server = await StartAsync();

        var (_, output) = await RunAsync(server, "version");

        Assert.Contains("Version:  v9.8.7", output, StringComparison.Ordinal);
        Assert.Contains("Revision: 0123abc", output, StringComparison.Ordinal);
    }

    [SkippableFact]
    public async Task Events_StreamedToCtr_ArePrintedAndTheStatusEndsIt()
    {
        await using var server = await StartAsync();

        var (exitCode, output) = await RunAsync(server, "events");

        Assert.Contains("interop /standins/first", output, StringComparison.Ordinal);
        Assert.Contains("interop /standins/second", output, StringComparison.Ordinal);
        Assert.Contains("that was ünlikely 100%", output, StringComparison.Ordinal);
        Assert.Equal(1, exitCode);
    }

    [SkippableFact]
    public async Task Call_ByCtrOfAServiceThatIsNotMapped_IsAnsweredAsUnimplemented()
    {
        await using var server = await StartAsync();

        var (exitCode, output) = await RunAsync(server, "namespaces", "list");

        Assert.Contains("unimplemented", output, StringComparison.OrdinalIgnoreCase);
        Assert.Equal(1, exitCode);
    }

    private static Task<TestServer> StartAsync()
    {
        Skip.IfNot(Installed("ctr"), "ctr is not installed");
        return TestServer.StartAsync(map: app =>
        {
            app.MapGrpcService<VersionService>();
            app.MapGrpcService<EventsService>();
        });
    }

    private static bool Installed(string program) => (Environment.GetEnvironmentVariable("PATH") ?? "").Split(':')
        .Any(directory => File.Exists(Path.Combine(directory, program)));

    private static async Task<(int ExitCode, string Output)> RunAsync(TestServer server, params string[] arguments)
    {
        using var ctr = Process.Start(new ProcessStartInfo("ctr", ["--address", server.Socket, .. arguments])
        {
            RedirectStandardError = true,
            RedirectStandardOutput = true,
        })!;
        var output = Task.WhenAll(ctr.StandardOutput.ReadToEndAsync(), ctr.StandardError.ReadToEndAsync());
        try
        {
            await ctr.WaitForExitAsync().Soon();
        }
        finally
        {
            ctr.Kill();
        }

        return (ctr.ExitCode, string.Concat(await output.Soon()));
    }

    private sealed class VersionService : Version.VersionBase
    {
        public override Task<VersionResponse> Version(Empty request, ServerCallContext context) =>
            Task.FromResult(new VersionResponse { Version = "v9.8.7", Revision = "0123abc" });
    }

    private sealed class EventsService : Events.EventsBase
    {
        public override async Task Subscribe(
            SubscribeRequest request, IServerStreamWriter<Envelope> responseStream, ServerCallContext context)
        {
            foreach (var topic in new[] { "/standins/first", "/standins/second" })
            {
                await responseStream.WriteAsync(new Envelope { Namespace = "interop", Topic = topic });
            }

            throw new RpcException(new Status(StatusCode.Unavailable, "that was ünlikely 100%"));
        }
    }
}
