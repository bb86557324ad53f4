using System.Text.Json.Nodes;
using Agent.EndToEnd.Tests.Fixtures;

namespace Agent.EndToEnd.Tests.StaticPods;

/// <summary>Volumes of static pods; they need root, since the host mounts.</summary>
public abstract partial class StaticPodFacts
{
    [SkippableFact]
    public async Task Volumes_EmptyDirHostPathAndDownwardApi_AreSharedKeptAndGoWithThePod()
    {
        SkipWithoutRoot();
        await using var lab = await StartAsync();
        var host = Directory.CreateDirectory(Path.Combine(lab.Agent.RootDirectory, "host")).FullName;
        await File.WriteAllTextAsync(Path.Combine(host, "from-host"), "hello");
        var pod = lab.Pod("volumes", "sh", "-c",
            "cat /lab/downward/labels > /lab/shared/labels && cp /lab/host/from-host /lab/memory/f && echo out > /lab/host/from-pod && sleep 100000");
        pod["metadata"]!["labels"] = new JsonObject { ["tier"] = "one" };
        pod.With("volumes", new JsonArray(
            new JsonObject { ["name"] = "shared", ["emptyDir"] = new JsonObject() },
            new JsonObject { ["name"] = "memory", ["emptyDir"] = new JsonObject { ["medium"] = "Memory", ["sizeLimit"] = "1Mi" } },
            new JsonObject { ["name"] = "host", ["hostPath"] = new JsonObject { ["path"] = host, ["type"] = "Directory" } },
            new JsonObject
            {
                ["name"] = "downward",
                ["downwardAPI"] = new JsonObject
                {
                    ["items"] = new JsonArray(new JsonObject
                    {
                        ["path"] = "labels",
                        ["fieldRef"] = new JsonObject { ["fieldPath"] = "metadata.labels" },
                    }),
                },
            }));
        pod.WithContainer("volumeMounts", new JsonArray(
            Mounted("shared", "/lab/shared"), Mounted("memory", "/lab/memory"), Mounted("host", "/lab/host"), Mounted("downward", "/lab/downward")));
        lab.Write(pod);

        var container = await lab.Runtime.RunningAsync("volumes");
        var uid = (await lab.Runtime.SandboxesAsync("volumes"))[0].Metadata.Uid;
        var directory = Path.Combine(lab.Agent.RootDirectory, "pods", uid);
        await Eventually.TrueAsync(() => File.Exists(Path.Combine(host, "from-pod")), "the pod wrote to the host's directory");
        Assert.Equal("tier=\"one\"", await File.ReadAllTextAsync(Path.Combine(directory, "volumes/kubernetes.io~empty-dir/shared/labels")));
        Assert.Equal("hello", await File.ReadAllTextAsync(Path.Combine(directory, "volumes/kubernetes.io~empty-dir/memory/f")));
        Assert.Equal(1 << 20, new DriveInfo(Path.Combine(directory, "volumes/kubernetes.io~empty-dir/memory")).TotalSize);

        // Killed and started again: taken over, nothing mounted twice, and content stays.
        var mounts = MountsBelow(directory);
        await lab.Agent.KillAsync();
        await lab.Agent.StartAsync();
        await lab.ExplainedAsRunningAsync("volumes");
        Assert.Equal(mounts, MountsBelow(directory));
        Assert.Equal(container.Id, (await lab.Runtime.RunningAsync("volumes")).Id);

        // A restarted container finds what its predecessor left.
        await lab.KillProcessAsync(container.Id);
        await lab.Runtime.RunningAsync("volumes", attempt: 1);
        Assert.True(File.Exists(Path.Combine(directory, "volumes/kubernetes.io~empty-dir/shared/labels")));

        lab.Manifests.Delete("volumes");
        await lab.Runtime.GoneAsync("volumes");
        await Eventually.TrueAsync(() => !Directory.Exists(directory), "the pod's directory is gone");
        Assert.True(File.Exists(Path.Combine(host, "from-pod")));
    }

    [SkippableFact]
    public async Task Volumes_SubPath_ShowsThePartAndNoLinkLeadsOut()
    {
        SkipWithoutRoot();
        await using var lab = await StartAsync();
        var host = Directory.CreateDirectory(Path.Combine(lab.Agent.RootDirectory, "host")).FullName;
        await File.WriteAllTextAsync(Path.Combine(lab.Agent.RootDirectory, "secret"), "of the host");
        File.CreateSymbolicLink(Path.Combine(host, "attack"), "../secret");
        var volume = new JsonArray(new JsonObject { ["name"] = "v", ["hostPath"] = new JsonObject { ["path"] = host } });
        var good = lab.Pod("good", "sh", "-c", "echo x > /lab/part/f && sleep 100000").With("volumes", volume.DeepClone())
            .WithContainer("volumeMounts", new JsonArray(Mounted("v", "/lab/part", "one/two")));
        var attack = lab.Pod("attack", "sleep", "100000").With("volumes", volume.DeepClone())
            .WithContainer("volumeMounts", new JsonArray(Mounted("v", "/lab/part", "attack")));
        lab.Write(good);
        lab.Write(attack);

        await lab.Runtime.RunningAsync("good");
        await Eventually.TrueAsync(() => File.Exists(Path.Combine(host, "one/two/f")), "the part is the volume's");
        await lab.ExplainedAsync(
            "attack",
            p => p.Containers is [{ Reason: "CreateContainerConfigError" } c] && c.Message.Contains("leads out of the volume", StringComparison.Ordinal),
            "the link is refused");

        lab.Manifests.Delete("good");
        lab.Manifests.Delete("attack");
        await lab.Runtime.GoneAsync("good");
        await lab.Runtime.GoneAsync("attack");
        await Eventually.TrueAsync(() => MountsBelow(lab.Agent.RootDirectory).Count == 0, "nothing is mounted any more");
        Assert.True(File.Exists(Path.Combine(host, "one/two/f")));
    }

    [SkippableFact]
    public async Task Volumes_FsGroup_OwnsTheVolumeAndTheContainerIsInIt()
    {
        SkipWithoutRoot();
        await using var lab = await StartAsync();
        var pod = lab.Pod("group", "sh", "-c", "id -G > /lab/data/groups && sleep 100000")
            .With("volumes", new JsonArray(new JsonObject { ["name"] = "data", ["emptyDir"] = new JsonObject() }))
            .With("securityContext", new JsonObject { ["fsGroup"] = 4711, ["runAsUser"] = 1000, ["runAsGroup"] = 1000 })
            .WithContainer("volumeMounts", new JsonArray(Mounted("data", "/lab/data")));
        lab.Write(pod);

        await lab.Runtime.RunningAsync("group");
        var uid = (await lab.Runtime.SandboxesAsync("group"))[0].Metadata.Uid;
        var file = Path.Combine(lab.Agent.RootDirectory, "pods", uid, "volumes/kubernetes.io~empty-dir/data/groups");
        await Eventually.TrueAsync(() => File.Exists(file) && File.ReadAllText(file).Contains("4711", StringComparison.Ordinal), "the container is in the group");
    }

    private static void SkipWithoutRoot() => Skip.IfNot(Environment.IsPrivilegedProcess, "volumes need root, to mount");

    private static JsonObject Mounted(string name, string path, string? subPath = null)
    {
        var mount = new JsonObject { ["name"] = name, ["mountPath"] = path };
        if (subPath is not null)
        {
            mount["subPath"] = subPath;
        }

        return mount;
    }

    private static List<string> MountsBelow(string directory) =>
        [.. File.ReadLines("/proc/self/mountinfo").Select(line => line.Split(' ')[4]).Where(p => p.StartsWith(directory + "/", StringComparison.Ordinal))];
}
