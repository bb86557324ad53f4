using System.Globalization;
using Agent.Simulation.Randomness;
using Agent.Simulation.Runtime;

namespace Agent.Simulation.Scenarios;

/// <summary>Makes the pods of scenarios, and the images that they run.</summary>
internal static class ScenarioPods
{
    /// <summary>Puts the images into a runtime's registry.</summary>
    /// <param name="registry">The registry.</param>
    /// <param name="random">Times of programs that end.</param>
    /// <param name="faulty">Whether faults are on, asked when it matters.</param>
    public static void Fill(SimulatedRegistry registry, SeededRandom random, Func<bool> faulty)
    {
        registry["app:v1"] = new RegistryImage();
        registry["stubborn:v1"] = new RegistryImage { Program = _ => new ContainerBehavior { IgnoresStop = true } };
        registry["crash:v1"] = new RegistryImage
        {
            Program = _ => ContainerBehavior.ExitsAfter(random.Between(TimeSpan.FromMilliseconds(1), TimeSpan.FromSeconds(20)), random.Next(2)),
        };
        registry["init:v1"] = new RegistryImage { Program = _ => ContainerBehavior.ExitsAfter(random.Between(TimeSpan.FromMilliseconds(1), TimeSpan.FromSeconds(2)), 0) };
        registry["fails-first:v1"] = new RegistryImage
        {
            Program = start => ContainerBehavior.ExitsAfter(random.Between(TimeSpan.FromMilliseconds(1), TimeSpan.FromSeconds(3)), start.RestartCount < 2 ? 1 : 0),
        };
        registry["bad-start:v1"] = new RegistryImage
        {
            Program = _ => faulty() && random.Chance(0.5) ? new ContainerBehavior { StartError = "exec: not found" } : ContainerBehavior.Forever,
        };
        registry["probed:v1"] = new RegistryImage
        {
            Program = _ => new ContainerBehavior
            {
                Serve = request => !faulty() || random.Chance(0.8) ? ServedAnswer.Ok
                    : random.Chance(0.5) && request.Target != "/hook" ? ServedAnswer.Hangs // Hooks have no time-out.
                    : request.Protocol == "tcp" ? ServedAnswer.Refused : ServedAnswer.Status(503),
                Exec = _ => new CommandOutcome(faulty() && random.Chance(0.2) ? 1 : 0, "", random.Between(TimeSpan.Zero, TimeSpan.FromSeconds(faulty() ? 3 : 0.5))),
            },
        };
        registry["hard-to-pull:v1"] = new RegistryImage { PullError = faulty() ? "registry does not answer" : null };
    }

    /// <summary>Makes a pod.</summary>
    /// <param name="number">Number of the pod, part of its name.</param>
    /// <param name="version">Number of the manifest's edits, part of its UID.</param>
    /// <param name="kind">What it does.</param>
    /// <param name="node">The node, part of its name there.</param>
    public static ScenarioPod Make(int number, int version, ScenarioPodKind kind, string node)
    {
        var name = string.Create(CultureInfo.InvariantCulture, $"p{number}");
        var uid = string.Create(CultureInfo.InvariantCulture, $"{node}-p{number}-v{version}");
        return new ScenarioPod(name + ".yaml", uid, $"{name}-{node}", kind, $"""
            apiVersion: v1
            kind: Pod
            metadata:
              name: {name}
              uid: {uid}
            spec:
              terminationGracePeriodSeconds: 5
            {Spec(kind)}
            """);
    }

    /// <summary>Whether it never comes to rest.</summary>
    public static bool IsRestless(ScenarioPodKind kind) => kind == ScenarioPodKind.CrashLoop;

    private static string Spec(ScenarioPodKind kind) => kind switch
    {
        ScenarioPodKind.Plain => Containers(("main", "app:v1")),
        ScenarioPodKind.TwoContainers => Containers(("one", "app:v1"), ("two", "bad-start:v1")),
        ScenarioPodKind.Initialized => """
              initContainers:
              - name: first
                image: init:v1
              - name: side
                image: app:v1
                restartPolicy: Always
              - name: second
                image: fails-first:v1

            """ + Containers(("main", "app:v1")),
        ScenarioPodKind.CrashLoop => Containers(("crash", "crash:v1"), ("steady", "app:v1")),
        ScenarioPodKind.Once => "  restartPolicy: OnFailure\n" + Containers(("main", "fails-first:v1")),
        ScenarioPodKind.Stubborn => Containers(("main", "stubborn:v1")),
        ScenarioPodKind.HostNetwork => "  hostNetwork: true\n" + Containers(("main", "app:v1")),
        ScenarioPodKind.HardToPull => Containers(("main", "hard-to-pull:v1"), ("other", "app:v1")),
        ScenarioPodKind.Probed => Containers(("main", "probed:v1"), ("other", "app:v1")).Replace("    image: probed:v1", """
                image: probed:v1
                startupProbe: {httpGet: {port: 80, path: /start}, periodSeconds: 1, failureThreshold: 20}
                livenessProbe: {tcpSocket: {port: 80}, periodSeconds: 3, terminationGracePeriodSeconds: 3}
                readinessProbe: {exec: {command: [check]}, periodSeconds: 2}
                lifecycle:
                  postStart: {httpGet: {port: 80, path: /hook}}
                  preStop: {exec: {command: [drain]}}
            """, StringComparison.Ordinal),
        ScenarioPodKind.Volumes => """
              volumes:
              - name: memory
                emptyDir: {medium: Memory}
              - name: host
                hostPath: {path: /srv/data, type: DirectoryOrCreate}
              - name: fields
                downwardAPI: {items: [{path: name, fieldRef: {fieldPath: metadata.name}}]}

            """ + Containers(("main", "app:v1")) + """

                volumeMounts:
                - {name: memory, mountPath: /memory}
                - {name: host, mountPath: /host, subPath: part}
                - {name: fields, mountPath: /fields}
            """,
        _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, "no such kind"),
    };

    private static string Containers(params (string Name, string Image)[] containers) =>
        "  containers:\n" + string.Join('\n', containers.Select(c => $"  - name: {c.Name}\n    image: {c.Image}"));
}
