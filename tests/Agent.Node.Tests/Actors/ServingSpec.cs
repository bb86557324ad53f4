using System.Globalization;
using System.Text.Json.Nodes;
using Agent.Kubernetes;
using Agent.Simulation.Runtime;

namespace Agent.Node.Tests.Actors;

/// <summary>Pods of one container, whose program answers over the network and to commands as a test says.</summary>
public abstract class ServingSpec : ApiNodeSpec
{
    protected const string Image = "serving:v1";

    protected static readonly TimeSpan Minute = TimeSpan.FromMinutes(1);

    protected static readonly V1HTTPGetAction Http = new() { Path = "/healthz", Port = 8080 };

    private readonly List<(TimeSpan At, string Method, JsonNode Request)> _calls = [];

    protected ServingSpec()
    {
        Time.Trace.IsOn = true;
        Time.Trace.OnLine += line =>
        {
            foreach (var method in new[] { "StopContainer", "ExecSync" }.Where(m => line.Contains($"/runtime {m} is called: ", StringComparison.Ordinal)))
            {
                _calls.Add((Time.Elapsed, method, JsonNode.Parse(line[line.IndexOf('{')..])!));
            }
        };
    }

    /// <summary>Requests that reached a container, with their times.</summary>
    protected List<(TimeSpan At, ServedRequest Request)> Served { get; } = [];

    /// <summary>StopContainer calls: when, and with which timeout in seconds.</summary>
    protected IReadOnlyList<(TimeSpan At, long Timeout)> Stops =>
    [
        .. _calls.Where(c => c.Method == "StopContainer")
            .Select(c => (c.At, long.Parse(c.Request["timeout"]?.ToString() ?? "0", CultureInfo.InvariantCulture))),
    ];

    /// <summary>Times of ExecSync calls.</summary>
    protected IReadOnlyList<TimeSpan> Execs => [.. _calls.Where(c => c.Method == "ExecSync").Select(c => c.At)];

    protected IEnumerable<RuntimeFact> Ends => Facts.Where(f => f.Kind == RuntimeFactKind.ContainerExited);

    protected V1ContainerStatus Status => Pod("web")!.Status.ContainerStatuses![0];

    /// <summary>What the program of <see cref="Image"/> does.</summary>
    protected void Program(Func<ServedRequest, ServedAnswer>? serve = null, ContainerBehavior? behavior = null) =>
        Node.Runtime.Registry[Image] = new RegistryImage
        {
            Program = _ => (behavior ?? ContainerBehavior.Forever) with
            {
                Serve = request =>
                {
                    Served.Add((Time.Elapsed, request));
                    return serve?.Invoke(request) ?? ServedAnswer.Ok;
                },
            },
        };

    /// <summary>Creates the pod web, of one container.</summary>
    protected V1Pod Create(V1Container container, long grace = 5, string policy = "Always") => CreatePod("web", Image, pod => pod with
    {
        Spec = pod.Spec with
        {
            RestartPolicy = policy,
            TerminationGracePeriodSeconds = grace,
            Containers = [container with { Name = "main", Image = Image }],
        },
    });

    protected void ExpectRunning() => ExpectWithin(Minute, () => Pod("web")?.Status.ContainerStatuses?[0].State?.Running is not null);

    protected IReadOnlyList<string> EventsOf(string reason)
    {
        Time.Advance(TimeSpan.FromSeconds(2));
        return [.. Events.Where(e => e.Reason == reason).Select(e => e.Message ?? "")];
    }

    /// <summary>Moves on by an amount of time and expects that something holds within the milliseconds after it, and not before.</summary>
    protected void ExpectAt(TimeSpan time, Func<bool> condition)
    {
        Time.Advance(time - TimeSpan.FromMilliseconds(50) - Time.Elapsed);
        Assert.False(condition(), $"too early, at {Time.Elapsed}");
        Assert.True(Time.RunUntil(condition, TimeSpan.FromMilliseconds(250)), $"not at {time}");
    }
}
