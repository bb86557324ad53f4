namespace Agent.Kubernetes.Tests.Validation;

/// <summary>Rules of a pod's volumes, resources, security, network and scheduling.</summary>
public sealed class PodRulesTests
{
    private const string Volume = "volumes: [{name: v, emptyDir: {}}]";

    [Theory]
    [InlineData("volumes: [{}]", "spec.volumes[0].name: Required value")]
    [InlineData("volumes: [{name: v}, {name: v}]", "spec.volumes[1].name: Duplicate value: \"v\"")]
    [InlineData("volumes: [{name: v, emptyDir: {}, hostPath: {path: /}}]", "spec.volumes[0].hostPath: Forbidden: a volume has one source; this one has emptyDir already")]
    [InlineData("volumes: [{name: v, emptyDir: {sizeLimit: -1}}]", "spec.volumes[0].emptyDir.sizeLimit: Forbidden: must be greater than or equal to 0, not -1")]
    [InlineData("volumes: [{name: v, hostPath: {path: /a/../b}}]", "spec.volumes[0].hostPath.path: Invalid value: \"/a/../b\": must not contain '..'")]
    [InlineData("volumes: [{name: v, hostPath: {path: /a, type: Dir}}]", """spec.volumes[0].hostPath.type: Unsupported value: "Dir": supported values: "", "BlockDevice", "CharDevice", "Directory", "DirectoryOrCreate", "File", "FileOrCreate", "Socket" """)]
    [InlineData("volumes: [{name: v, secret: {}}]", "spec.volumes[0].secret.secretName: Required value")]
    [InlineData("volumes: [{name: v, configMap: {name: c, defaultMode: 512}}]", "spec.volumes[0].configMap.defaultMode: Invalid value: 512: must be between 0 and 0777 (octal)")]
    [InlineData("volumes: [{name: v, configMap: {name: c, items: [{key: k, path: ..data}]}}]", "spec.volumes[0].configMap.items[0].path: Invalid value: \"..data\": must not start with '..'")]
    [InlineData("volumes: [{name: v, configMap: {name: c, items: [{key: k, path: /etc/passwd}]}}]", "spec.volumes[0].configMap.items[0].path: Invalid value: \"/etc/passwd\": must be a relative path")]
    [InlineData("volumes: [{name: v, downwardAPI: {items: [{path: p}]}}]", "spec.volumes[0].downwardAPI.items[0]: Required value: one of fieldRef and resourceFieldRef must be set")]
    [InlineData("volumes: [{name: v, downwardAPI: {items: [{path: p, resourceFieldRef: {resource: limits.cpu}}]}}]", "spec.volumes[0].downwardAPI.items[0].resourceFieldRef.containerName: Required value")]
    [InlineData("volumes: [{name: v, projected: {sources: [{secret: {name: a}, configMap: {name: a}}]}}]", "spec.volumes[0].projected.sources[0]: Forbidden: only one kind of source may be set")]
    [InlineData("volumes: [{name: v, projected: {sources: [{secret: {name: a, items: [{key: k, path: p}]}}, {configMap: {name: a, items: [{key: k, path: p}]}}]}}]", "spec.volumes[0].projected: Invalid value: \"p\": two sources write the same path")]
    [InlineData("volumes: [{name: v, projected: {sources: [{serviceAccountToken: {path: t}}]}}]", "spec.volumes[0].projected.sources[0].serviceAccountToken: Forbidden: may not be set when serviceAccountName is not")]
    [InlineData("serviceAccountName: a, volumes: [{name: v, projected: {sources: [{serviceAccountToken: {path: t, expirationSeconds: 599}}]}}]", "spec.volumes[0].projected.sources[0].serviceAccountToken.expirationSeconds: Invalid value: 599: must be between 600 and 4294967296, inclusive")]
    [InlineData("volumes: [{name: v, projected: {sources: [{clusterTrustBundle: {path: t}}]}}]", "spec.volumes[0].projected.sources[0].clusterTrustBundle: Required value: one of name and signerName must be set")]
    [InlineData("volumes: [{name: v, projected: {sources: [{podCertificate: {signerName: a/b, keyType: ED25519}}]}}]", "spec.volumes[0].projected.sources[0].podCertificate: Required value: one of credentialBundlePath, keyPath and certificateChainPath must be set")]
    [InlineData("volumes: [{name: v, ephemeral: {}}]", "spec.volumes[0].ephemeral.volumeClaimTemplate: Required value")]
    [InlineData("volumes: [{name: v, persistentVolumeClaim: {}}]", "spec.volumes[0].persistentVolumeClaim.claimName: Required value")]
    [InlineData("volumes: [{name: v, image: {}}]", "spec.volumes[0].image.reference: Required value")]
    [InlineData("volumes: [{name: v, csi: {driver: 'a b'}}]", "spec.volumes[0].csi.driver: Invalid value: \"a b\": must be a lower case RFC 1123 subdomain: labels of a-z, 0-9 and '-' with '.' between")]
    [InlineData("volumes: [{name: v, nfs: {server: s, path: relative}}]", "spec.volumes[0].nfs.path: Invalid value: \"relative\": must be an absolute path")]
    [InlineData("volumes: [{name: v, iscsi: {targetPortal: t, iqn: x, lun: 0}}]", "spec.volumes[0].iscsi.iqn: Invalid value: \"x\": must start with iqn., eui. or naa.")]
    [InlineData("volumes: [{name: v, fc: {targetWWNs: [a]}}]", "spec.volumes[0].fc.lun: Required value: targetWWNs need a lun")]
    [InlineData("volumes: [{name: v, rbd: {image: a}}]", "spec.volumes[0].rbd.monitors: Required value")]
    [InlineData("volumes: [{name: v, azureDisk: {diskName: a}}]", "spec.volumes[0].azureDisk.diskURI: Required value")]
    public void Check_Volumes_FindsTheError(string fields, string error) => PodValidationTests.ExpectError(TestPods.WithSpec(fields), error);

    [Theory]
    [InlineData("{name: w, mountPath: /a}", "spec.containers[0].volumeMounts[0].name: Not found: \"w\"")]
    [InlineData("{name: v}", "spec.containers[0].volumeMounts[0].mountPath: Required value")]
    [InlineData("{name: v, mountPath: /a, subPath: ../b}", "spec.containers[0].volumeMounts[0].subPath: Invalid value: \"../b\": must not contain '..'")]
    [InlineData("{name: v, mountPath: /a, subPathExpr: /b}", "spec.containers[0].volumeMounts[0].subPathExpr: Invalid value: \"/b\": must be a relative path")]
    [InlineData("{name: v, mountPath: /a, subPath: a, subPathExpr: b}", "spec.containers[0].volumeMounts[0].subPathExpr: Invalid value: \"b\": only one of subPathExpr and subPath may be set")]
    [InlineData("{name: v, mountPath: /a}, {name: v, mountPath: /a}", "spec.containers[0].volumeMounts[1].mountPath: Invalid value: \"/a\": must be unique")]
    [InlineData("{name: v, mountPath: /a, mountPropagation: Bidirectional}", "spec.containers[0].volumeMounts[0].mountPropagation: Forbidden: Bidirectional is only for privileged containers")]
    [InlineData("{name: v, mountPath: /a, recursiveReadOnly: Enabled}", "spec.containers[0].volumeMounts[0].recursiveReadOnly: Forbidden: may only be set when readOnly is true")]
    public void Check_Mounts_FindsTheError(string mounts, string error)
    {
        var pod = TestPods.WithSpec(Volume);
        var mounted = TestPods.WithContainer($"volumeMounts: [{mounts}]");

        PodValidationTests.ExpectError(pod with { Spec = pod.Spec with { Containers = mounted.Spec.Containers } }, error);
    }

    [Theory]
    [InlineData("{name: v, devicePath: /d}", "spec.containers[0].volumeDevices[0].name: Invalid value: \"v\": only persistentVolumeClaim and ephemeral volumes can be block devices")]
    [InlineData("{name: w, devicePath: /d}", "spec.containers[0].volumeDevices[0].name: Not found: \"w\"")]
    public void Check_Devices_FindsTheError(string devices, string error)
    {
        var pod = TestPods.WithSpec(Volume);
        var mounted = TestPods.WithContainer($"volumeDevices: [{devices}]");

        PodValidationTests.ExpectError(pod with { Spec = pod.Spec with { Containers = mounted.Spec.Containers } }, error);
    }

    [Theory]
    [InlineData("resources: {limits: {cpu: 1}, requests: {cpu: 2}}", "spec.containers[0].resources.requests[cpu]: Invalid value: \"2\": must be less than or equal to the cpu limit of 1")]
    [InlineData("resources: {limits: {cpu: -1}}", "spec.containers[0].resources.limits[cpu]: Invalid value: \"-1\": must be greater than or equal to 0", "spec.containers[0].resources.requests[cpu]: Invalid value: \"-1\": must be greater than or equal to 0")]
    [InlineData("resources: {requests: {gpu: 1}}", "spec.containers[0].resources.requests[gpu]: Invalid value: \"gpu\": must be cpu, memory, ephemeral-storage, hugepages-<size>, or a name with a domain")]
    [InlineData("resources: {requests: {example.com/gpu: 1}}", "spec.containers[0].resources.limits: Required value: a limit must be set for example.com/gpu, which cannot be overcommitted")]
    [InlineData("resources: {requests: {example.com/gpu: 1}, limits: {example.com/gpu: 2}}", "spec.containers[0].resources.requests[example.com/gpu]: Invalid value: \"1\": must be equal to the example.com/gpu limit of 2")]
    [InlineData("resources: {limits: {hugepages-2Mi: 2Mi}}", "spec.containers[0].resources: Forbidden: huge pages need cpu or memory to be set as well")]
    [InlineData("resources: {limits: {cpu: 1, hugepages-2Mi: 3Mi}}", "spec.containers[0].resources.limits[hugepages-2Mi]: Invalid value: \"3Mi\": must be a whole number of pages", "spec.containers[0].resources.requests[hugepages-2Mi]: Invalid value: \"3Mi\": must be a whole number of pages")]
    [InlineData("resources: {claims: [{name: x}]}", "spec.containers[0].resources.claims[0].name: Not found: \"x\"")]
    public void Check_Resources_FindsTheErrors(string fields, params string[] errors) =>
        Assert.Equal(
            errors,
            Agent.Kubernetes.Validation.PodValidation.Validate(TestPods.WithContainer(fields)).Select(e => e.ToString()));

    [Theory]
    [InlineData("resources: {claims: [{name: x}]}", "spec.resources.claims: Forbidden: may not be set for a whole pod")]
    [InlineData("resources: {limits: {ephemeral-storage: 1Gi}}", "spec.resources.limits[ephemeral-storage]: Invalid value: \"ephemeral-storage\": only cpu, memory and hugepages-<size> may be set for a whole pod")]
    [InlineData("resources: {limits: {cpu: 1}}, initContainers: [{name: i, image: i, resources: {limits: {cpu: 2}, requests: {cpu: 1}}}]", "spec.initContainers[0].resources.limits[cpu]: Invalid value: \"2\": must be less than or equal to the pod's limit of 1")]
    [InlineData("resources: {requests: {cpu: 1}}, initContainers: [{name: i, image: i, resources: {requests: {cpu: 2}}}]", "spec.resources.requests[cpu]: Invalid value: \"1\": must be greater than or equal to the 2 of all containers")]
    public void Check_PodResources_FindsTheError(string fields, string error) =>
        PodValidationTests.ExpectError(TestPods.WithSpec(fields), error);

    [Theory]
    [InlineData("securityContext: {runAsUser: -1}", "spec.securityContext.runAsUser: Invalid value: -1: must be between 0 and 2147483647, inclusive")]
    [InlineData("securityContext: {supplementalGroups: [1, 2147483648]}", "spec.securityContext.supplementalGroups[1]: Invalid value: 2147483648: must be between 0 and 2147483647, inclusive")]
    [InlineData("securityContext: {fsGroupChangePolicy: Never}", """spec.securityContext.fsGroupChangePolicy: Unsupported value: "Never": supported values: "Always", "OnRootMismatch" """)]
    [InlineData("securityContext: {sysctls: [{name: a..b}]}", "spec.securityContext.sysctls[0].name: Invalid value: \"a..b\": must have at most 253 characters of a-z, 0-9, '-' and '_' with '.' or '/' between")]
    [InlineData("securityContext: {sysctls: [{name: net.core.x}]}, hostNetwork: true", "spec.securityContext.sysctls[0].name: Invalid value: \"net.core.x\": may not be set when hostNetwork is true")]
    [InlineData("securityContext: {sysctls: [{name: kernel.shmmax}]}, hostIPC: true", "spec.securityContext.sysctls[0].name: Invalid value: \"kernel.shmmax\": may not be set when hostIPC is true")]
    [InlineData("securityContext: {seccompProfile: {type: Localhost}}", "spec.securityContext.seccompProfile.localhostProfile: Required value")]
    [InlineData("securityContext: {seccompProfile: {type: Localhost, localhostProfile: ../x}}", "spec.securityContext.seccompProfile.localhostProfile: Invalid value: \"../x\": must not contain '..'")]
    [InlineData("securityContext: {appArmorProfile: {type: RuntimeDefault, localhostProfile: x}}", "spec.securityContext.appArmorProfile.localhostProfile: Invalid value: \"x\": may only be set when type is Localhost")]
    [InlineData("shareProcessNamespace: true, hostPID: true", "spec.shareProcessNamespace: Invalid value: true: only one of shareProcessNamespace and hostPID may be true")]
    [InlineData("hostUsers: false, hostPID: true", "spec.hostPID: Forbidden: may not be true when hostUsers is false")]
    public void Check_Security_FindsTheError(string fields, string error) => PodValidationTests.ExpectError(TestPods.WithSpec(fields), error);

    [Theory]
    [InlineData("securityContext: {privileged: true, allowPrivilegeEscalation: false}", "spec.containers[0].securityContext.allowPrivilegeEscalation: Invalid value: false: may not be false when privileged is true")]
    [InlineData("securityContext: {allowPrivilegeEscalation: false, capabilities: {add: [CAP_SYS_ADMIN]}}", "spec.containers[0].securityContext.allowPrivilegeEscalation: Invalid value: false: may not be false when CAP_SYS_ADMIN is added")]
    [InlineData("securityContext: {procMount: Unmasked}", "spec.containers[0].securityContext.procMount: Invalid value: \"Unmasked\": hostUsers must be false to use Unmasked")]
    public void Check_ContainerSecurity_FindsTheError(string fields, string error) =>
        PodValidationTests.ExpectError(TestPods.WithContainer(fields), error);

    [Theory]
    [InlineData("dnsPolicy: None", "spec.dnsConfig: Required value: at least one nameserver is needed when dnsPolicy is None")]
    [InlineData("dnsConfig: {nameservers: [1.1.1.1, 1.1.1.2, 1.1.1.3, 1.1.1.4]}", "spec.dnsConfig.nameservers: Invalid value: 4: must not have more than 3 nameservers")]
    [InlineData("dnsConfig: {nameservers: [1.1.1]}", "spec.dnsConfig.nameservers[0]: Invalid value: \"1.1.1\": must be an IP address, such as 10.9.8.7 or 2001:db8::ffff")]
    [InlineData("dnsConfig: {nameservers: [1.1.1.256]}", "spec.dnsConfig.nameservers[0]: Invalid value: \"1.1.1.256\": must be an IP address, such as 10.9.8.7 or 2001:db8::ffff")]
    [InlineData("dnsConfig: {searches: [A]}", "spec.dnsConfig.searches[0]: Invalid value: \"A\": must be a lower case domain name: a-z, 0-9, '-' and '_' with '.' between")]
    [InlineData("dnsConfig: {options: [{value: x}]}", "spec.dnsConfig.options[0]: Required value")]
    [InlineData("hostAliases: [{ip: localhost}]", "spec.hostAliases[0].ip: Invalid value: \"localhost\": must be an IP address, such as 10.9.8.7 or 2001:db8::ffff")]
    [InlineData("tolerations: [{key: a, operator: In}]", """spec.tolerations[0].operator: Unsupported value: "In": supported values: "Equal", "Exists" """)]
    [InlineData("tolerations: [{value: a}]", "spec.tolerations[0].operator: Invalid value: \"\": must be Exists when key is empty, which matches every taint")]
    [InlineData("tolerations: [{key: a, tolerationSeconds: 1}]", "spec.tolerations[0].effect: Invalid value: \"\": must be NoExecute when tolerationSeconds is set")]
    [InlineData("topologySpreadConstraints: [{maxSkew: 0, topologyKey: z, whenUnsatisfiable: DoNotSchedule}]", "spec.topologySpreadConstraints[0].maxSkew: Invalid value: 0: must be greater than 0")]
    [InlineData("topologySpreadConstraints: [{maxSkew: 1, topologyKey: z, whenUnsatisfiable: ScheduleAnyway, minDomains: 1}]", "spec.topologySpreadConstraints[0].minDomains: Invalid value: 1: may only be set when whenUnsatisfiable is DoNotSchedule")]
    [InlineData("topologySpreadConstraints: [{maxSkew: 1, topologyKey: z, whenUnsatisfiable: ScheduleAnyway, matchLabelKeys: [a]}]", "spec.topologySpreadConstraints[0].matchLabelKeys: Forbidden: must not be set when labelSelector is not set")]
    [InlineData("affinity: {nodeAffinity: {requiredDuringSchedulingIgnoredDuringExecution: {}}}", "spec.affinity.nodeAffinity.requiredDuringSchedulingIgnoredDuringExecution.nodeSelectorTerms: Required value: at least one term is needed")]
    [InlineData("affinity: {podAffinity: {requiredDuringSchedulingIgnoredDuringExecution: [{}]}}", "spec.affinity.podAffinity.requiredDuringSchedulingIgnoredDuringExecution[0].topologyKey: Required value")]
    [InlineData("affinity: {podAffinity: {preferredDuringSchedulingIgnoredDuringExecution: [{weight: 101, podAffinityTerm: {topologyKey: z}}]}}", "spec.affinity.podAffinity.preferredDuringSchedulingIgnoredDuringExecution[0].weight: Invalid value: 101: must be between 1 and 100, inclusive")]
    public void Check_NetworkAndScheduling_FindsTheError(string fields, string error) =>
        PodValidationTests.ExpectError(TestPods.WithSpec(fields), error);

    [Fact]
    public void Check_HostPortNotContainerPort_IsRefusedOnTheHostNetwork()
    {
        var pod = TestPods.WithContainer("ports: [{containerPort: 80, hostPort: 81}]");

        PodValidationTests.ExpectError(
            pod with { Spec = pod.Spec with { HostNetwork = true } },
            "spec.containers[0].ports[0].hostPort: Invalid value: 81: must match containerPort when hostNetwork is true");
    }
}
