using Agent.Kubernetes.Defaulting;
using Agent.Kubernetes.Validation;

namespace Agent.Kubernetes.Tests.Validation;

public sealed class PodValidationTests
{
    [Fact]
    public void Validate_PodWithEverySort_HasNoErrors()
    {
        var pod = PodDefaults.Apply(TestPods.Read(
            """
            apiVersion: v1
            kind: Pod
            metadata:
              name: web
              namespace: default
              labels: {app: web, example.com/tier: ""}
              annotations: {Example.com/Note: anything, container.apparmor.security.beta.kubernetes.io/app: runtime/default}
            spec:
              hostNetwork: true
              nodeSelector: {kubernetes.io/os: linux}
              tolerations: [{operator: Exists}, {key: a, value: b, effect: NoExecute, tolerationSeconds: 5}]
              topologySpreadConstraints:
              - {maxSkew: 1, topologyKey: zone, whenUnsatisfiable: DoNotSchedule, minDomains: 2, labelSelector: {matchLabels: {a: b}}, matchLabelKeys: [c]}
              affinity:
                nodeAffinity:
                  requiredDuringSchedulingIgnoredDuringExecution:
                    nodeSelectorTerms: [{matchExpressions: [{key: a, operator: Gt, values: ["1"]}], matchFields: [{key: metadata.name, operator: In, values: [n1]}]}]
                podAntiAffinity:
                  preferredDuringSchedulingIgnoredDuringExecution:
                  - {weight: 100, podAffinityTerm: {topologyKey: zone, labelSelector: {matchExpressions: [{key: a, operator: Exists}]}}}
              dnsConfig: {nameservers: [10.0.0.1, "fd00::1"], searches: [a_b.example.com., .], options: [{name: ndots, value: "2"}]}
              hostAliases: [{ip: 127.0.0.1, hostnames: [foo.local]}]
              securityContext: {runAsUser: 1000, fsGroup: 2000, seccompProfile: {type: RuntimeDefault}, sysctls: [{name: kernel/shm_rmid_forced, value: "1"}]}
              readinessGates: [{conditionType: example.com/ready}]
              resources: {limits: {cpu: "4", memory: 4Gi}}
              initContainers:
              - {name: setup, image: busybox, command: [sh]}
              - name: proxy
                image: proxy
                restartPolicy: Always
                startupProbe: {grpc: {port: 90}}
                lifecycle: {preStop: {sleep: {seconds: 0}}}
              containers:
              - name: app
                image: nginx
                ports: [{containerPort: 80, name: http}, {containerPort: 81, protocol: UDP}]
                env:
                - {name: "odd name", value: x}
                - {name: IP, valueFrom: {fieldRef: {fieldPath: status.podIPs}}}
                - {name: LABEL, valueFrom: {fieldRef: {fieldPath: "metadata.labels['app']"}}}
                - {name: CPU, valueFrom: {resourceFieldRef: {resource: limits.cpu, divisor: 1m}}}
                - {name: KEY, valueFrom: {secretKeyRef: {name: s, key: .dotfile}}}
                - {name: FILE, valueFrom: {fileKeyRef: {volumeName: empty, path: env/file, key: K}}}
                envFrom: [{prefix: P_, configMapRef: {name: c}}]
                resources: {requests: {cpu: 100m, example.com/gpu: 1}, limits: {cpu: 1, example.com/gpu: 1, memory: 1Gi, hugepages-2Mi: 4Mi}}
                livenessProbe: {httpGet: {port: http, httpHeaders: [{name: X-A, value: b}]}, terminationGracePeriodSeconds: 1}
                securityContext: {privileged: true, capabilities: {add: [NET_ADMIN]}}
                restartPolicy: Never
                restartPolicyRules: [{action: Restart, exitCodes: {operator: In, values: [42]}}]
                volumeMounts:
                - {name: empty, mountPath: /empty, mountPropagation: Bidirectional}
                - {name: files, mountPath: /files, readOnly: true, recursiveReadOnly: Enabled, subPath: a/b}
                volumeDevices: [{name: disk, devicePath: /dev/x}]
              volumes:
              - {name: empty}
              - name: files
                projected:
                  sources:
                  - {configMap: {name: c, items: [{key: a, path: a}]}}
                  - {downwardAPI: {items: [{path: labels, fieldRef: {fieldPath: metadata.labels}}]}}
              - {name: disk, persistentVolumeClaim: {claimName: d}}
              - {name: host, hostPath: {path: /var, type: Directory}}
              - {name: scratch, ephemeral: {volumeClaimTemplate: {spec: {accessModes: [ReadWriteOnce], resources: {requests: {storage: 1Gi}}}}}}
              - {name: img, image: {reference: "busybox:1"}}
            """));

        Assert.Empty(PodValidation.Validate(pod).Select(e => e.ToString()));
    }

    [Fact]
    public void Validate_EmptyPod_NamesWhatIsRequired()
    {
        var errors = PodValidation.Validate(new V1Pod());

        Assert.Equal(
            [
                "metadata.name: Required value: name or generateName is required",
                "metadata.namespace: Required value",
                "spec.containers: Required value: at least one container is needed",
                "spec.restartPolicy: Required value",
                "spec.terminationGracePeriodSeconds: Required value",
                "spec.dnsPolicy: Required value",
            ],
            errors.Select(e => e.ToString()));
    }

    [Theory]
    [InlineData("restartPolicy: Sometimes", """spec.restartPolicy: Unsupported value: "Sometimes": supported values: "Always", "Never", "OnFailure" """)]
    [InlineData("activeDeadlineSeconds: 0", "spec.activeDeadlineSeconds: Invalid value: 0: must be between 1 and 2147483647, inclusive")]
    [InlineData("activeDeadlineSeconds: 2147483648", "spec.activeDeadlineSeconds: Invalid value: 2147483648: must be between 1 and 2147483647, inclusive")]
    [InlineData("terminationGracePeriodSeconds: -1", null)]
    [InlineData("hostname: Web", "spec.hostname: Invalid value: \"Web\": must be a lower case RFC 1123 label: a-z, 0-9 and '-', first and last not '-'")]
    [InlineData("subdomain: a.b", "spec.subdomain: Invalid value: \"a.b\": must be a lower case RFC 1123 label: a-z, 0-9 and '-', first and last not '-'")]
    [InlineData("hostnameOverride: a.b, setHostnameAsFQDN: true", "spec.hostnameOverride: Forbidden: may not be set when setHostnameAsFQDN is true")]
    [InlineData("hostnameOverride: a.b, hostNetwork: true", "spec.hostnameOverride: Forbidden: may not be set when hostNetwork is true")]
    [InlineData("serviceAccountName: a_b", "spec.serviceAccountName: Invalid value: \"a_b\": must be a lower case RFC 1123 subdomain: labels of a-z, 0-9 and '-' with '.' between")]
    [InlineData("os: {name: plan9}", """spec.os.name: Unsupported value: "plan9": supported values: "linux", "windows" """)]
    [InlineData("os: {name: linux}, securityContext: {windowsOptions: {}}", "spec.securityContext.windowsOptions: Forbidden: may not be set for a linux pod")]
    [InlineData("readinessGates: [{conditionType: a b}]", "spec.readinessGates[0].conditionType: Invalid value: \"a b\": the name must be 1 to 63 of A-Z, a-z, 0-9, '-', '_' and '.', first and last a letter or digit")]
    [InlineData("resourceClaims: [{name: a, resourceClaimName: x}, {name: a, resourceClaimName: x}]", "spec.resourceClaims[1].name: Duplicate value: \"a\"")]
    [InlineData("resourceClaims: [{name: a}]", "spec.resourceClaims[0]: Invalid value: \"a\": one of resourceClaimName and resourceClaimTemplateName must be set")]
    [InlineData("ephemeralContainers: [{name: e, image: i}]", "spec.ephemeralContainers: Forbidden: may not be set when the pod is created")]
    [InlineData("schedulingGates: [{name: g}], nodeName: n1", "spec.nodeName: Forbidden: may not be set before all schedulingGates are removed")]
    [InlineData("preemptionPolicy: Always", """spec.preemptionPolicy: Unsupported value: "Always": supported values: "Never", "PreemptLowerPriority" """)]
    [InlineData("overhead: {cpu: -1}", "spec.overhead[cpu]: Invalid value: \"-1\": must be greater than or equal to 0")]
    public void Validate_Spec_FindsTheError(string fields, string? error) => ExpectError(TestPods.WithSpec(fields), error);

    [Theory]
    [InlineData("name: WEB", "metadata.name: Invalid value: \"WEB\": must be a lower case RFC 1123 subdomain: labels of a-z, 0-9 and '-' with '.' between")]
    [InlineData("name: a\\n", "metadata.name: Invalid value: \"a\n\": must be a lower case RFC 1123 subdomain: labels of a-z, 0-9 and '-' with '.' between")]
    [InlineData("name: a, labels: {x: 'b c'}", "metadata.labels: Invalid value: \"b c\": must be empty or up to 63 of A-Z, a-z, 0-9, '-', '_' and '.', first and last a letter or digit")]
    [InlineData("name: a, labels: {/x: b}", "metadata.labels: Invalid value: \"/x\": the part before '/' must not be empty")]
    [InlineData("name: a, ownerReferences: [{apiVersion: v1, kind: Node, name: n1, uid: u, controller: true}, {apiVersion: v1, kind: Node, name: n2, uid: v, controller: true}]", "metadata.ownerReferences: Invalid value: 2: only one owner may be the controller")]
    [InlineData("name: a, finalizers: ['']", "metadata.finalizers[0]: Invalid value: \"\": the name must be 1 to 63 of A-Z, a-z, 0-9, '-', '_' and '.', first and last a letter or digit")]
    [InlineData("name: a, annotations: {container.apparmor.security.beta.kubernetes.io/x: unconfined}", "metadata.annotations[container.apparmor.security.beta.kubernetes.io/x]: Invalid value: \"x\": there is no such container")]
    [InlineData("generateName: web-", "metadata.name: Required value: name or generateName is required")]
    public void Validate_Metadata_FindsTheError(string metadata, string error)
    {
        var pod = PodDefaults.Apply(TestPods.Read(
            "apiVersion: v1\nkind: Pod\nmetadata: {namespace: default, " + metadata.Replace("a\\n", "\"a\\n\"", StringComparison.Ordinal)
            + "}\nspec: {containers: [{name: c, image: i}]}\n"));

        ExpectError(pod, error);
    }

    [Fact]
    public void Validate_AnnotationsTooLarge_AreRefused()
    {
        var pod = TestPods.WithSpec("hostIPC: false");
        pod = pod with
        {
            Metadata = pod.Metadata with { Annotations = new Dictionary<string, string> { ["a"] = new string('x', 256 * 1024) } },
        };

        ExpectError(pod, "metadata.annotations: Too long: may not be more than 262144 bytes");
    }

    internal static void ExpectError(V1Pod pod, string? error) =>
        Assert.Equal(error is null ? [] : [error.TrimEnd(' ')], PodValidation.Validate(pod).Select(e => e.ToString()));
}
