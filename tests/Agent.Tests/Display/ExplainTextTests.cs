using Agent.Display;
using Agent.Node.Explain;
using Agent.Node.Runtime;
using Agent.Server.Local;

namespace Agent.Tests.Display;

public class ExplainTextTests
{
    [Fact]
    public void WritePods_Pods_AreOnePerLine() => Assert.Equal(
        """
        NAMESPACE  NAME                                                   READY  STATUS            STATE            RESTARTS  AGE  IP         WAITING FOR
        default    a-pod-with-a-name-that-is-much-too-long-for-any-table  0/0    -                 CreatingSandbox  0         12s  -          RunPodSandbox, asked 12 s ago; deadline in 108s
        default    web                                                    1/1    Running           Running          0         4m   10.88.0.5  -
        team-a     crash                                                  0/1    CrashLoopBackOff  Running          4         30s  -          -

        """,
        Write(text => text.WritePods([TestPods.Starting, TestPods.Web, TestPods.Crashing])));

    [Fact]
    public void WritePod_CrashingPod_SaysWhyAndWhatComesNext()
    {
        var text = Write(text => text.WritePod(TestPods.Crashing));

        Assert.StartsWith("team-a/crash is Running for 30s, since ", text);
        Assert.Contains("\n  last error   main exited with 3\n", text);
        Assert.Contains("\n  status       CrashLoopBackOff (phase Running)\n", text);
        Assert.Matches(@"\n  condition    Ready=False since \d\d:\d\d:\d\d; ContainersNotReady; containers with unready status: \[main\]\n", text);
        Assert.DoesNotContain("PodScheduled", text);
        Assert.Contains("\n  init container setup is Exited for 2m, restarts 0\n", text);
        Assert.Contains("\n  container main is BackingOff for 2m, restarts 4\n", text);
        Assert.Contains("\n    exit code  3\n", text);
        Assert.Contains("\n    next       restart main in 25s, at ", text);
    }

    [Fact]
    public void WritePod_History_IsShown()
    {
        var text = Write(text => text.WritePod(TestPods.Web));

        Assert.Matches(@"\n  history\n    \d\d:\d\d:\d\d  CreatingSandbox  RunPodSandbox\n    \d\d:\d\d:\d\d  Running\n$", text);
    }

    [Theory]
    [InlineData(true, true, "ready")]
    [InlineData(true, false, "ready, its network is not: why")]
    [InlineData(false, false, "not ready: why")]
    public void WriteNode_Runtime_SaysHowItIs(bool runtime, bool network, string expected)
    {
        var report = new NodeReport("worker-1", new NodeExplanation(true, true, ["/etc/pods/x.yaml: no name"]), new RuntimeHealth(runtime, network, "why"), []);

        var text = Write(text => text.WriteNode(report));

        Assert.Contains($"\nruntime   {expected}\n", text);
        Assert.Contains("\nmanifest  /etc/pods/x.yaml: no name\n", text);
    }

    private static string Write(Action<ExplainText> write)
    {
        using var output = new StringWriter { NewLine = "\n" };
        write(new ExplainText(output, TestPods.Now));
        return output.ToString();
    }
}
