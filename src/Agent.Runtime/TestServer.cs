using System.Net;
using System.Runtime.InteropServices;
using Agent.Runtime.Specs;
using Agent.Runtime.TestServers;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Agent.Runtime;

/// <summary>The verb <c>agent testserver</c>: an HTTP server that behaves as badly as one tells it to.</summary>
public static class TestServer
{
    private const int BadFlags = 2;
    private const int CannotListen = 1;

    /// <summary>
    /// Runs until it is told to end. SIGTERM and SIGINT are its own to handle: the caller must not.
    /// </summary>
    /// <param name="args">The flags; see <c>--help</c>.</param>
    /// <param name="out">Standard output.</param>
    /// <param name="stop">Ends it, as SIGTERM does.</param>
    /// <returns>The exit code: what flags or requests say; 2 for bad flags, 1 if it cannot listen.</returns>
    public static async Task<int> RunAsync(string[] args, TextWriter @out, CancellationToken stop)
    {
        ArgumentNullException.ThrowIfNull(args);
        ArgumentNullException.ThrowIfNull(@out);
        TestServerOptions options;
        try
        {
            options = Flags.Parse(args);
            if (!IPAddress.TryParse(options.Address, out _))
            {
                throw new FormatException($"--address {options.Address}: not an IP address");
            }
        }
        catch (FormatException error)
        {
            await Console.Error.WriteLineAsync($"agent testserver: {error.Message}");
            return BadFlags;
        }

        if (options.Help)
        {
            await @out.WriteAsync(Flags.HelpText());
            return 0;
        }

        return await RunAsync(options, new TestServerLog(@out), stop);
    }

    private static async Task<int> RunAsync(TestServerOptions options, TestServerLog log, CancellationToken stop)
    {
        var state = new TestServerState(options, TimeProvider.System);
        using var ending = CancellationTokenSource.CreateLinkedTokenSource(CancellationToken.None);
        var files = new ServedFiles(
            [.. options.Files, .. Variable(EnvironmentBuilder.VolumesVariable)?.Split(':', StringSplitOptions.RemoveEmptyEntries) ?? []],
            Variable(EnvironmentBuilder.MountsVariable));
        using var sigterm = PosixSignalRegistration.Create(PosixSignal.SIGTERM, signal => OnSignal(signal, "SIGTERM"));
        using var sigint = PosixSignalRegistration.Create(PosixSignal.SIGINT, signal => OnSignal(signal, "SIGINT"));
        await using var stopping = stop.Register(() => state.Exit.TrySetResult(0));

        WebApplication? application = null;
        if (options.Port is { } port)
        {
            application = Build(options, port, new TestServerHandler(options, state, files, log, ending.Token));
            try
            {
                await application.StartAsync(CancellationToken.None);
            }
            catch (IOException error)
            {
                log.Write($"agent testserver: {error.Message}", toStderr: true);
                return CannotListen;
            }

            var address = application.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First();
            log.Write($"listening on {address}");
        }

        StartBackground(options, state, log, ending.Token);
        var code = await state.Exit.Task;
        await ending.CancelAsync();
        WriteTerminationMessage(options, files, log);
        if (application is not null)
        {
            await application.DisposeAsync();
        }

        return code;

        void OnSignal(PosixSignalContext signal, string name)
        {
            signal.Cancel = true;
            log.Write(options.IgnoreSigterm && name == "SIGTERM" ? "SIGTERM ignored" : $"{name}, ending");
            if (!options.IgnoreSigterm || name != "SIGTERM")
            {
                _ = EndAfterAsync(state, options.StopDelay, 0, CancellationToken.None);
            }
        }
    }

    private static WebApplication Build(TestServerOptions options, int port, TestServerHandler handler)
    {
        var builder = WebApplication.CreateSlimBuilder(new WebApplicationOptions { ContentRootPath = "/" });
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Parse(options.Address), port));
        builder.WebHost.UseShutdownTimeout(TimeSpan.FromMilliseconds(100));
        var application = builder.Build();
        application.Run(handler.HandleAsync);
        return application;
    }

    private static void StartBackground(TestServerOptions options, TestServerState state, TestServerLog log, CancellationToken ending)
    {
        if (options.Memory > 0)
        {
            _ = Task.Run(() => Load.HoldMemoryAsync(options.Memory, Timeout.InfiniteTimeSpan, ending), CancellationToken.None);
        }

        Load.BurnCpu(options.Cpu, Timeout.InfiniteTimeSpan, ending);
        if (options.LogEvery is { } period)
        {
            _ = LogAsync(options, period, log, ending);
        }

        if (options.ExitAfter is { } time)
        {
            _ = EndAfterAsync(state, time, options.ExitCode, ending);
        }
    }

    private static async Task LogAsync(TestServerOptions options, TimeSpan period, TestServerLog log, CancellationToken ending)
    {
        using var timer = new PeriodicTimer(period > TimeSpan.Zero ? period : TimeSpan.FromMilliseconds(1));
        for (var n = 1L; !ending.IsCancellationRequested; n++)
        {
            log.Write($"{options.LogText} {n}", options.LogToStderr);
            try
            {
                await timer.WaitForNextTickAsync(ending);
            }
            catch (OperationCanceledException)
            {
                return;
            }
        }
    }

    private static async Task EndAfterAsync(TestServerState state, TimeSpan time, int code, CancellationToken ending)
    {
        await Task.Delay(time, ending).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        state.Exit.TrySetResult(code);
    }

    private static void WriteTerminationMessage(TestServerOptions options, ServedFiles files, TestServerLog log)
    {
        if (options.TerminationMessage is null)
        {
            return;
        }

        try
        {
            File.WriteAllText(files.Locate(options.TerminationLog), options.TerminationMessage);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            log.Write($"cannot write {options.TerminationLog}: {error.Message}", toStderr: true);
        }
    }

    private static string? Variable(string name) => Environment.GetEnvironmentVariable(name);
}
