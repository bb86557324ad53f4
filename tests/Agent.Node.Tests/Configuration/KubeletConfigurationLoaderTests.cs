using Agent.Node.Configuration;
using static Agent.Node.Tests.Configuration.TestConfigurations;

namespace Agent.Node.Tests.Configuration;

public class KubeletConfigurationLoaderTests
{
    [Fact]
    public void Load_Nothing_HasTheSecureDefaults()
    {
        var loaded = KubeletConfigurationLoader.Load(new ConfigurationSources());

        Assert.Empty(loaded.Problems);
        var configuration = loaded.Configuration;
        Assert.False(configuration.Authentication.Anonymous.Enabled);
        Assert.True(configuration.Authentication.Webhook.Enabled);
        Assert.Equal(AuthorizationMode.Webhook, configuration.Authorization.Mode);
        Assert.Equal(0, configuration.ReadOnlyPort);
    }

    [Fact]
    public void Load_EveryKindOfValue_IsRead()
    {
        var loaded = Load("""
            staticPodPath: /etc/kubernetes/manifests
            syncFrequency: 1m30s
            maxPods: 250
            podPidsLimit: 4096000000
            memoryThrottlingFactor: 0.8
            failSwapOn: no
            hairpinMode: hairpin-veth
            clusterDNS: [10.96.0.10, "fd00::10"]
            evictionHard: {memory.available: 200Mi}
            systemReserved: {cpu: 1.0, memory: 1Gi}
            featureGates: {NodeSwap: true}
            staticPodURLHeader: {Accept: [a, b]}
            authentication: {x509: {clientCAFile: /etc/ca.crt}}
            registerWithTaints:
            - {key: dedicated, value: gpu, effect: NoSchedule}
            enforceNodeAllocatable: [pods]
            maxParallelImagePulls: 4
            shutdownGracePeriodByPodPriority:
            - priority: 1000
              shutdownGracePeriodSeconds: 30
            """);

        Assert.Empty(loaded.Errors());
        var configuration = loaded.Configuration;
        Assert.Equal("/etc/kubernetes/manifests", configuration.StaticPodPath);
        Assert.Equal(TimeSpan.FromSeconds(90), configuration.SyncFrequency);
        Assert.Equal(250, configuration.MaxPods);
        Assert.Equal(4096000000, configuration.PodPidsLimit);
        Assert.Equal(0.8, configuration.MemoryThrottlingFactor);
        Assert.False(configuration.FailSwapOn);
        Assert.Equal(HairpinMode.HairpinVeth, configuration.HairpinMode);
        Assert.Equal(["10.96.0.10", "fd00::10"], configuration.ClusterDns);
        Assert.Equal("200Mi", Assert.Single(configuration.EvictionHard).Value);
        Assert.Equal("1.0", configuration.SystemReserved["cpu"]);
        Assert.True(configuration.FeatureGates["NodeSwap"]);
        Assert.Equal(["a", "b"], configuration.StaticPodUrlHeader["Accept"]);
        Assert.Equal("/etc/ca.crt", configuration.Authentication.X509.ClientCaFile);
        Assert.Equal(new NodeTaint { Key = "dedicated", Value = "gpu", Effect = "NoSchedule" }, Assert.Single(configuration.RegisterWithTaints));
        Assert.Equal([NodeAllocatableEnforcement.Pods], configuration.EnforceNodeAllocatable);
        Assert.Equal(4, configuration.MaxParallelImagePulls);
        Assert.False(configuration.SerializeImagePulls);
        Assert.Equal(
            new ShutdownGracePeriodByPodPriority { Priority = 1000, ShutdownGracePeriodSeconds = 30 },
            Assert.Single(configuration.ShutdownGracePeriodByPodPriority));
    }

    [Fact]
    public void Load_FileThatKubeadmWrites_IsRead()
    {
        var loaded = Load("""
            authentication:
              anonymous: {enabled: false}
              webhook: {cacheTTL: 0s, enabled: true}
              x509: {clientCAFile: /etc/kubernetes/pki/ca.crt}
            authorization:
              mode: Webhook
              webhook: {cacheAuthorizedTTL: 0s, cacheUnauthorizedTTL: 0s}
            cgroupDriver: systemd
            clusterDNS: [10.96.0.10]
            clusterDomain: cluster.local
            containerRuntimeEndpoint: ""
            cpuManagerReconcilePeriod: 0s
            crashLoopBackOff: {}
            evictionPressureTransitionPeriod: 0s
            fileCheckFrequency: 0s
            healthzBindAddress: 127.0.0.1
            healthzPort: 10248
            httpCheckFrequency: 0s
            imageMaximumGCAge: 0s
            imageMinimumGCAge: 0s
            logging:
              flushFrequency: 0
              options:
                json: {infoBufferSize: "0"}
                text: {infoBufferSize: "0"}
              verbosity: 0
            memorySwap: {}
            nodeStatusReportFrequency: 0s
            nodeStatusUpdateFrequency: 0s
            rotateCertificates: true
            runtimeRequestTimeout: 0s
            shutdownGracePeriod: 0s
            shutdownGracePeriodCriticalPods: 0s
            staticPodPath: /etc/kubernetes/manifests
            streamingConnectionIdleTimeout: 0s
            syncFrequency: 0s
            volumeStatsAggPeriod: 0s
            """);

        Assert.Empty(loaded.Errors());
        var configuration = loaded.Configuration;
        Assert.Equal(TimeSpan.FromMinutes(2), configuration.Authentication.Webhook.CacheTtl);
        Assert.Equal(TimeSpan.FromMinutes(5), configuration.NodeStatusReportFrequency);
        Assert.Equal(TimeSpan.FromMinutes(2), configuration.RuntimeRequestTimeout);
        Assert.Equal("unix:///run/containerd/containerd.sock", configuration.ContainerRuntimeEndpoint);
    }

    [Fact]
    public void Load_BadValues_ReportsAllWithFileFieldValueAndAllowed()
    {
        var loaded = Load("maxPods: many\nsyncFrequency: 5\nfailSwapOn: 1\nhairpinMode: bridge\nclusterDNS: 10.0.0.1\nauthentication: {anonymous: [x]}\nport: 70000");

        Assert.Equal(
            [
                """/etc/agent/kubelet.yaml:9: port: "70000" is not allowed; expected a whole number from 1 to 65535""",
                """/etc/agent/kubelet.yaml:3: maxPods: "many" is not allowed; expected a whole number""",
                """/etc/agent/kubelet.yaml:4: syncFrequency: "5" is not allowed; expected a duration such as 1m30s""",
                """/etc/agent/kubelet.yaml:5: failSwapOn: "1" is not allowed; expected true or false""",
                """/etc/agent/kubelet.yaml:6: hairpinMode: "bridge" is not allowed; expected promiscuous-bridge, hairpin-veth or none""",
                """/etc/agent/kubelet.yaml:7: clusterDNS: "10.0.0.1" is not allowed; expected a list, each item a text""",
                """/etc/agent/kubelet.yaml:8: authentication.anonymous: "[…]" is not allowed; expected a mapping of fields""",
            ],
            loaded.Errors().OrderByDescending(text => text.Contains("port:")).ThenBy(text => text, StringComparer.Ordinal));
        Assert.True(loaded.HasErrors);
    }

    [Fact]
    public void Load_BadValue_KeepsTheRest()
    {
        var configuration = Load("maxPods: many\npodsPerCore: 7").Configuration;

        Assert.Equal(110, configuration.MaxPods);
        Assert.Equal(7, configuration.PodsPerCore);
    }

    [Fact]
    public void Load_UnknownField_WarnsAndNamesTheNearest()
    {
        var loaded = Load("maxPod: 5\nauthentication: {webook: {}}\nnonsense: 1");

        Assert.False(loaded.HasErrors);
        Assert.Equal(
            [
                "/etc/agent/kubelet.yaml:4: authentication.webook: is not a field and is ignored; did you mean webhook?",
                "/etc/agent/kubelet.yaml:3: maxPod: is not a field and is ignored; did you mean maxPods?",
                "/etc/agent/kubelet.yaml:5: nonsense: is not a field and is ignored",
            ],
            loaded.Warnings());
    }

    [Fact]
    public void Load_FieldWithoutEffect_WarnsOnlyWhenItIsNotTheDefault()
    {
        Assert.Empty(Load("protectKernelDefaults: false").Problems);
        Assert.Equal(
            ["/etc/agent/kubelet.yaml:3: protectKernelDefaults: is set, but this version does not act on it yet"],
            Load("protectKernelDefaults: true").Warnings());
    }

    [Theory]
    [InlineData("kind: KubeletConfiguration", "apiVersion", "kubelet.config.k8s.io/v1beta1")]
    [InlineData("apiVersion: kubelet.config.k8s.io/v1beta1", "kind", "KubeletConfiguration")]
    [InlineData("apiVersion: v1\nkind: KubeletConfiguration", "apiVersion", "kubelet.config.k8s.io/v1beta1")]
    public void Load_OtherHeader_IsAnError(string text, string field, string expected)
    {
        var loaded = KubeletConfigurationLoader.Load(new ConfigurationSources { Main = new ConfigurationFile("/c.yaml", text) });

        var error = Assert.Single(loaded.Errors());
        Assert.Contains($"{field}: ", error);
        Assert.EndsWith($"expected {expected}", error);
    }

    [Theory]
    [InlineData("", "/c.yaml: is empty; expected a mapping of fields")]
    [InlineData("- a", "/c.yaml:1: is not a mapping of fields")]
    [InlineData("a: 1\n---\nb: 2", "/c.yaml:2: holds more than one YAML document; expected one")]
    public void Load_OtherShape_IsAnError(string text, string expected)
    {
        var loaded = KubeletConfigurationLoader.Load(new ConfigurationSources { Main = new ConfigurationFile("/c.yaml", text) });

        Assert.Equal([expected], loaded.Errors());
    }

    [Fact]
    public void Load_BrokenYaml_NamesTheLine()
    {
        var loaded = KubeletConfigurationLoader.Load(new ConfigurationSources { Main = new ConfigurationFile("/c.yaml", "a: 1\nb: [1, }\nc: 2") });

        Assert.StartsWith("/c.yaml:2: is not valid YAML: ", Assert.Single(loaded.Errors()));
    }

    [Fact]
    public void Load_RelativePaths_AreRelativeToTheirFile()
    {
        var configuration = Load(
            "staticPodPath: manifests\nauthentication: {x509: {clientCAFile: ../pki/ca.crt}}\nresolvConf: ''",
            File("/etc/agent.d/sub/10.conf", "tlsCertFile: tls.crt\ntlsPrivateKeyFile: /abs/tls.key")).Configuration;

        Assert.Equal("/etc/agent/manifests", configuration.StaticPodPath);
        Assert.Equal("/etc/pki/ca.crt", configuration.Authentication.X509.ClientCaFile);
        Assert.Equal("/etc/agent.d/sub/tls.crt", configuration.TlsCertFile);
        Assert.Equal("/abs/tls.key", configuration.TlsPrivateKeyFile);
        Assert.Equal("", configuration.ResolvConf);
    }

    [Fact]
    public void Load_DropIns_MergeInOrder()
    {
        var loaded = Load(
            "maxPods: 1\npodsPerCore: 1\nclusterDNS: [1.1.1.1, 2.2.2.2]\nsystemReserved: {cpu: 1, memory: 1Gi}",
            File("/d/10.conf", "maxPods: 2\nclusterDNS: [3.3.3.3]\nsystemReserved: {memory: 2Gi}"),
            File("/d/20.conf", "maxPods: 3\npodsPerCore: null"));

        var configuration = loaded.Configuration;
        Assert.Equal(3, configuration.MaxPods);
        Assert.Equal(0, configuration.PodsPerCore);
        Assert.Equal(["3.3.3.3"], configuration.ClusterDns);
        Assert.Equal("1", configuration.SystemReserved["cpu"]);
        Assert.Equal("2Gi", configuration.SystemReserved["memory"]);
        Assert.Equal(new ConfigurationOrigin("/d/20.conf", 3), loaded.OriginOf("maxPods"));
        Assert.Equal(new ConfigurationOrigin("/d/10.conf", 5), loaded.OriginOf("systemReserved[memory]"));
        Assert.Equal(new ConfigurationOrigin(MainPath, 6), loaded.OriginOf("systemReserved[cpu]"));
        Assert.Equal(ConfigurationOrigin.Default, loaded.OriginOf("port"));
    }

    [Fact]
    public void Load_DropInWithEviction_MergesOntoTheDefaults()
    {
        var configuration = Load("", File("/d/10.conf", "evictionHard: {memory.available: 1Gi}")).Configuration;

        Assert.Equal(5, configuration.EvictionHard.Count);
        Assert.Equal("1Gi", configuration.EvictionHard["memory.available"]);
        Assert.Equal("10%", configuration.EvictionHard["nodefs.available"]);
    }

    [Fact]
    public void Load_DropInNull_BringsBackTheDefault() =>
        Assert.Equal(110, Load("maxPods: 5", File("/d/10.conf", "maxPods: null")).Configuration.MaxPods);

    [Fact]
    public void Load_DropInOfAnotherKind_IsAnErrorOfThatFile()
    {
        var loaded = Load("", new ConfigurationFile("/d/10.conf", "apiVersion: kubelet.config.k8s.io/v1beta1\nkind: Pod"));

        Assert.Equal(["""/d/10.conf:2: kind: "Pod" is not allowed; expected KubeletConfiguration"""], loaded.Errors());
    }

    [Fact]
    public void Load_Flag_BeatsFiles()
    {
        var loaded = LoadFlags("maxPods: 5\nclusterDNS: [1.1.1.1]", ("max-pods", "7"), ("cluster-dns", "2.2.2.2,3.3.3.3"));

        Assert.Equal(7, loaded.Configuration.MaxPods);
        Assert.Equal(["2.2.2.2", "3.3.3.3"], loaded.Configuration.ClusterDns);
        Assert.Equal("flag --max-pods", loaded.OriginOf("maxPods").ToString());
    }

    [Fact]
    public void Load_FlagOfZero_IsTakenLiterally()
    {
        Assert.Equal(110, Load("maxPods: 0").Configuration.MaxPods);
        Assert.Equal(0, LoadFlags(("max-pods", "0")).Configuration.MaxPods);
    }

    [Fact]
    public void Load_FeatureGateFlag_MergesByName()
    {
        var gates = LoadFlags("featureGates: {PodLevelResources: false, EnvFiles: false}", ("feature-gates", "EnvFiles=true,MemoryQoS=true"))
            .Configuration.FeatureGates;

        Assert.Equal(["EnvFiles=True", "MemoryQoS=True", "PodLevelResources=False"], gates.Select(gate => $"{gate.Key}={gate.Value}"));
    }

    [Theory]
    [InlineData("false", "true", true)]
    [InlineData("true", "false", true)]
    [InlineData("false", "false", false)]
    public void Load_SeccompDefaultFlag_OnlyAdds(string file, string flag, bool expected) =>
        Assert.Equal(expected, LoadFlags($"seccompDefault: {file}", ("seccomp-default", flag)).Configuration.SeccompDefault);

    [Fact]
    public void Load_RelativePathInAFlag_IsRelativeToTheWorkingDirectory() =>
        Assert.Equal("/home/me/pods", LoadFlags(("pod-manifest-path", "pods")).Configuration.StaticPodPath);

    [Fact]
    public void Load_BadFlag_NamesFlagFieldValueAndAllowed()
    {
        var loaded = LoadFlags(("max-pods", "many"), ("eviction-hard", "memory.available=1Gi"), ("hairpin-mode", "x"), ("anonymous-auth", "maybe"));

        Assert.Equal(
            [
                """flag --eviction-hard: evictionHard: "memory.available=1Gi" is not allowed; expected signal<value,…""",
                """flag --anonymous-auth: authentication.anonymous.enabled: "maybe" is not allowed; expected true or false""",
                """flag --hairpin-mode: hairpinMode: "x" is not allowed; expected promiscuous-bridge, hairpin-veth or none""",
                """flag --max-pods: maxPods: "many" is not allowed; expected a whole number""",
            ],
            loaded.Errors().OrderBy(error => error.Contains("signal<") ? 0 : 1).ThenBy(error => error, StringComparer.Ordinal));
    }

    [Fact]
    public void Load_BadSecret_IsNotShown()
    {
        var loaded = LoadFlags("staticPodURL: [https://me:hunter2@host]", ("manifest-url-header", "hunter2"));

        Assert.Equal(2, loaded.Errors().Length);
        Assert.All(loaded.Problems, problem => Assert.DoesNotContain("hunter2", problem.ToString()));
    }

    [Fact]
    public void Load_UnknownFlag_Throws() => Assert.Throws<ArgumentException>(() => LoadFlags(("no-such-flag", "1")));
}
