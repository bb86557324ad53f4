namespace Agent.Tests.CommandLine;

public sealed class ConfigCommandTests : IDisposable
{
    private const string Header = "apiVersion: kubelet.config.k8s.io/v1beta1\nkind: KubeletConfiguration\n";

    private readonly TemporaryDirectory _directory = new();

    [Fact]
    public async Task Check_GoodFile_ExitsWith0()
    {
        var file = _directory.Write("kubelet.yaml", $"{Header}staticPodPath: /etc/pods");

        var outcome = await CommandRunner.RunAsync("config", "check", file);

        Assert.Equal(new CommandOutcome(0, $"{file}: ok, 0 errors, 0 warnings\n", ""), outcome);
    }

    [Fact]
    public async Task Check_BadFile_ExitsWith1AndNamesFileFieldValueAndAllowed()
    {
        var file = _directory.Write("kubelet.yaml", $"{Header}port: 70000\nmaxPod: 5");

        var outcome = await CommandRunner.RunAsync("config", "check", file);

        Assert.Equal(1, outcome.Code);
        Assert.Equal(
            [
                $"warning: {file}:4: maxPod: is not a field and is ignored; did you mean maxPods?",
                $"error: {file}:3: port: \"70000\" is not allowed; expected a whole number from 1 to 65535",
                $"warning: {file}:3: port: is set, but this version does not act on it yet",
                $"{file}: not usable, 1 error, 2 warnings",
            ],
            outcome.Output.TrimEnd().Split('\n'));
    }

    [Fact]
    public async Task Check_MissingFile_ExitsWith1()
    {
        var outcome = await CommandRunner.RunAsync("config", "check", Path.Combine(_directory.Path, "none.yaml"));

        Assert.Equal(1, outcome.Code);
        Assert.StartsWith($"error: {_directory.Path}/none.yaml: cannot be read: ", outcome.Output);
    }

    [Fact]
    public async Task Check_DropIns_AreCheckedToo()
    {
        var file = _directory.Write("kubelet.yaml", Header);
        var dropIn = _directory.Write("d/sub/20.conf", $"{Header}maxPods: -1");
        _directory.Write("d/ignored.yaml", "not: [valid");

        var outcome = await CommandRunner.RunAsync("config", "check", file, "--config-dir", Path.Combine(_directory.Path, "d"));

        Assert.Equal(1, outcome.Code);
        Assert.StartsWith($"error: {dropIn}:3: maxPods: \"-1\" is not allowed; expected a whole number of 0 or more", outcome.Output);
    }

    [Fact]
    public async Task Print_FileDropInsAndFlags_AreMergedInThatOrder()
    {
        var file = _directory.Write("kubelet.yaml", $"{Header}maxPods: 1\npodsPerCore: 1\nhealthzPort: 1");
        _directory.Write("d/b.conf", $"{Header}maxPods: 3");
        _directory.Write("d/a/z.conf", $"{Header}maxPods: 2\npodsPerCore: 2");

        var outcome = await CommandRunner.RunAsync(
            "config", "print", "--config", file, $"--config-dir={_directory.Path}/d", "--root-dir", "/r", "--healthz-port=9");

        Assert.Equal(0, outcome.Code);
        var lines = outcome.Output.Split('\n');
        Assert.Contains($"maxPods: 3  # {_directory.Path}/d/b.conf:3", lines);
        Assert.Contains($"podsPerCore: 2  # {_directory.Path}/d/a/z.conf:4", lines);
        Assert.Contains("healthzPort: 9  # flag --healthz-port", lines);
    }

    [Fact]
    public async Task Print_Json_IsWhatConfigzShows()
    {
        var outcome = await CommandRunner.RunAsync("config", "print", "--root-dir", "/r", "-o", "json", "--anonymous-auth");

        using var document = System.Text.Json.JsonDocument.Parse(outcome.Output);
        Assert.True(document.RootElement.GetProperty("authentication").GetProperty("anonymous").GetProperty("enabled").GetBoolean());
    }

    [Fact]
    public async Task Print_KubeletFlagThatDoesNothingYet_SaysSoOnce()
    {
        var outcome = await CommandRunner.RunAsync(
            "config", "print", "--root-dir", "/r", "--bootstrap-kubeconfig", "/k", "--pod-infra-container-image=pause:3.9", "--topology-manager-scope=container", "--topology-manager-scope=pod");

        Assert.Equal(0, outcome.Code);
        Assert.Equal(
            [
                "warning: flag --bootstrap-kubeconfig: is a flag of the kubelet that this version does not act on yet",
                "warning: flag --pod-infra-container-image: has no effect any more. The runtime chooses the sandbox image.",
                "warning: flag --topology-manager-scope: topologyManagerScope: is set, but this version does not act on it yet",
            ],
            outcome.Error.TrimEnd().Split('\n'));
        Assert.Contains("topologyManagerScope: pod  # flag --topology-manager-scope", outcome.Output);
    }

    [Fact]
    public async Task Print_LoopOfLinks_Ends()
    {
        _directory.Write("d/a.conf", $"{Header}maxPods: 4");
        Directory.CreateSymbolicLink(Path.Combine(_directory.Path, "d", "loop"), Path.Combine(_directory.Path, "d"));

        var outcome = await CommandRunner.RunAsync("config", "print", "--root-dir", "/r", "--config-dir", Path.Combine(_directory.Path, "d"));

        Assert.Equal(0, outcome.Code);
        Assert.Contains("maxPods: 4", outcome.Output);
    }

    [Fact]
    public async Task Print_BadConfiguration_ExitsWith1()
    {
        var outcome = await CommandRunner.RunAsync("config", "print", "--root-dir", "/r", "--max-pods", "many");

        Assert.Equal(1, outcome.Code);
        Assert.Contains("error: flag --max-pods: maxPods: \"many\" is not allowed; expected a whole number", outcome.Error);
    }

    public void Dispose() => _directory.Dispose();
}
