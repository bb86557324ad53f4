using System.Net;
using Agent.Cri.Protocol;
using Agent.Runtime.Tests.Harness;

namespace Agent.Runtime.Tests.Lifecycle;

public class TestServerImageTests
{
    [SkippableTheory, EitherPrivilege]
    public async Task TestServer_InAContainer_ServesVolumesAndEndsAsTold(Privilege privilege)
    {
        await using var runtime = await RuntimeHarness.StartAsync(privilege);
        var (volume, message) = (Directory.CreateDirectory(Path.Join(runtime.Folder, "volume")).FullName, Path.Join(runtime.Folder, "message"));
        await File.WriteAllTextAsync(Path.Join(volume, "file"), "content");
        await File.WriteAllTextAsync(message, "");
        File.SetUnixFileMode(message, (UnixFileMode)0b110_110_110);
        var id = await runtime.CreateAsync(await runtime.RunPodAsync(), "main", config =>
        {
            config.Image = new ImageSpec { Image = "agent.local/testserver:any" };
            config.Args.Add(["--port", "0", "--termination-message", "the end"]);
            config.Envs.Add(RuntimeHarness.Variable("COLOUR", "blue"));
            config.Mounts.Add(
            [
                new Mount { HostPath = volume, ContainerPath = "/config/here" },
                new Mount { HostPath = message, ContainerPath = "/dev/termination-log" },
            ]);
        });
        await runtime.StartAsync(id);
        await Eventually.TrueAsync(() => runtime.Text("pod", "main").StartsWith("listening on ", StringComparison.Ordinal), "listening");
        using var http = new HttpClient { BaseAddress = new Uri(runtime.Text("pod", "main").Split('\n')[0]["listening on ".Length..]) };

        Assert.Equal("blue\n", await http.GetStringAsync("/env/COLOUR"));
        Assert.Equal("content", await http.GetStringAsync("/files/config/here/file"));
        Assert.Equal(HttpStatusCode.NotFound, (await http.GetAsync("/files/etc/passwd")).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await http.GetAsync("/exit?code=3")).StatusCode);
        var status = await runtime.WaitExitedAsync(id);
        Assert.Equal((3, "agent.local/testserver:any"), (status.ExitCode, status.Image.Image));
        Assert.Equal("the end", await File.ReadAllTextAsync(message));
    }

    [Fact]
    public async Task TestServer_Sigterm_EndsWithZero()
    {
        await using var runtime = await RuntimeHarness.StartAsync();
        var id = await runtime.CreateAsync(await runtime.RunPodAsync(), "main", config =>
        {
            config.Image = new ImageSpec { Image = "agent.local/testserver" };
            config.Args.Add(["--port", "none", "--log-every", "10ms", "--log-text", "beat"]);
        });
        await runtime.StartAsync(id);
        await Eventually.TrueAsync(() => runtime.Text("pod", "main").Contains("beat 3\n", StringComparison.Ordinal), "beats");
        await runtime.StopAsync(id, 60);

        Assert.Equal((0, "Completed"), ((await runtime.StatusAsync(id)).ExitCode, (await runtime.StatusAsync(id)).Reason));
    }
}
