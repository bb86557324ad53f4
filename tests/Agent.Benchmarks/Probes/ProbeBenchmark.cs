using System.Diagnostics;
using System.Globalization;
using Agent.Node.Host.Linux;
using Akka.Actor;

namespace Agent.Benchmarks.Probes;

/// <summary>
/// What probes cost the agent: CPU time of 1,000 of them at a period of 1 s, beside a bare socket loop that does the same, in turns.
/// HTTP and TCP apart. Both against one server in a process of its own.
/// </summary>
internal static class ProbeBenchmark
{
    public const string Usage = "probes [--probes 1000] [--seconds 20] [--pairs 3] [--only http|tcp]";

    private const double Bar = 2;

    private static readonly TimeSpan Period = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan WarmUp = TimeSpan.FromSeconds(4);

    public static async Task<int> RunAsync(IReadOnlyList<string> arguments)
    {
        var options = new Dictionary<string, string>(StringComparer.Ordinal) { ["--probes"] = "1000", ["--seconds"] = "20", ["--pairs"] = "3", ["--only"] = "" };
        for (var i = 0; i < arguments.Count; i += 2)
        {
            if (i + 1 >= arguments.Count || !options.ContainsKey(arguments[i]))
            {
                Console.Error.WriteLine("usage: Agent.Benchmarks " + Usage);
                return 2;
            }

            options[arguments[i]] = arguments[i + 1];
        }

        int Number(string name) => int.Parse(options[name], CultureInfo.InvariantCulture);
        using var server = Process.Start(
            new ProcessStartInfo(Environment.ProcessPath!, "probe-server") { RedirectStandardOutput = true, RedirectStandardInput = true })!;
        var ports = (await server.StandardOutput.ReadLineAsync())!.Split(' ').Select(p => int.Parse(p, CultureInfo.InvariantCulture)).ToList();
        var met = true;
        foreach (var http in new[] { true, false }.Where(h => options["--only"].Length == 0 || options["--only"] == (h ? "http" : "tcp")))
        {
            var run = new Run(server, ports, Number("--probes"), http, TimeSpan.FromSeconds(Number("--seconds")));
            List<double> ratios = [];
            for (var pair = 1; pair <= Number("--pairs"); pair++)
            {
                var bare = await BareAsync(run);
                var agent = await AgentAsync(run);
                ratios.Add(agent / bare);
                Console.WriteLine($"{run.Name}, pair {pair}: bare loop {bare:0.0} us of CPU per probe, agent {agent:0.0} us, ratio {agent / bare:0.00}");
            }

            ratios.Sort();
            var median = ratios[ratios.Count / 2];
            met &= median <= Bar;
            Console.WriteLine($"{run.Name}: median ratio {median:0.00} (bar {Bar:0.00}: {(median <= Bar ? "met" : "missed")})");
        }

        server.StandardInput.Close();
        await server.WaitForExitAsync();
        return met ? 0 : 1;
    }

    private static async Task<double> BareAsync(Run run)
    {
        using var stop = new CancellationTokenSource();
        var thread = new Thread(() => new BareLoop(run.Ports, run.Probes, run.Http).Run(Period, stop.Token));
        thread.Start();
        var cost = await MeasureAsync(run);
        await stop.CancelAsync();
        thread.Join();
        return cost;
    }

    private static async Task<double> AgentAsync(Run run)
    {
        using var host = new LinuxHost();
        var system = ActorSystem.Create("probes");
        var ready = 0;
        system.ActorOf(Props.Create(() => new ProbeParent(run.Ports, run.Probes, run.Http, host, () => Interlocked.Increment(ref ready))), "containers");
        while (Volatile.Read(ref ready) < run.Probes)
        {
            await Task.Delay(50);
        }

        var cost = await MeasureAsync(run);
        await system.Terminate();
        return cost;
    }

    /// <summary>Microseconds of this process's CPU time per exchange that the server has seen.</summary>
    private static async Task<double> MeasureAsync(Run run)
    {
        await Task.Delay(WarmUp);
        GC.Collect();
        var (cpu, served) = (Environment.CpuUsage.TotalTime, await ServedAsync(run.Server));
        await Task.Delay(run.Time);
        var done = await ServedAsync(run.Server) - served;
        var used = Environment.CpuUsage.TotalTime - cpu;
        var expected = run.Probes * (run.Time / Period);
        return done > expected * 0.95 && done < expected * 1.05
            ? used.TotalMicroseconds / done
            : throw new InvalidOperationException($"{done} exchanges in {run.Time.TotalSeconds} s instead of {expected}");
    }

    private static async Task<long> ServedAsync(Process server)
    {
        await server.StandardInput.WriteLineAsync();
        return long.Parse((await server.StandardOutput.ReadLineAsync())!, CultureInfo.InvariantCulture);
    }

    private sealed record Run(Process Server, IReadOnlyList<int> Ports, int Probes, bool Http, TimeSpan Time)
    {
        public string Name => Http ? "http" : "tcp";
    }
}
