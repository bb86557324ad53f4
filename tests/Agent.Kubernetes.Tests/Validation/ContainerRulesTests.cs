namespace Agent.Kubernetes.Tests.Validation;

public sealed class ContainerRulesTests
{
    [Theory]
    [InlineData("[{image: i}]", "spec.containers[0].name: Required value")]
    [InlineData("[{name: A_b, image: i}]", "spec.containers[0].name: Invalid value: \"A_b\": must be a lower case RFC 1123 label: a-z, 0-9 and '-', first and last not '-'")]
    [InlineData("[{name: a, image: i}, {name: a, image: i}]", "spec.containers[1].name: Duplicate value: \"a\"")]
    [InlineData("[{name: a}]", "spec.containers[0].image: Required value")]
    [InlineData("[{name: a, image: ' i'}]", "spec.containers[0].image: Invalid value: \" i\": must not begin or end with white space")]
    [InlineData("[{name: a, image: i, imagePullPolicy: Often}]", """spec.containers[0].imagePullPolicy: Unsupported value: "Often": supported values: "Always", "IfNotPresent", "Never" """)]
    [InlineData("[{name: a, image: i, terminationMessagePolicy: Log}]", """spec.containers[0].terminationMessagePolicy: Unsupported value: "Log": supported values: "FallbackToLogsOnError", "File" """)]
    [InlineData("[{name: a, image: i, restartPolicy: Maybe}]", """spec.containers[0].restartPolicy: Unsupported value: "Maybe": supported values: "Always", "Never", "OnFailure" """)]
    [InlineData("[{name: a, image: i, ports: [{containerPort: 80, hostPort: 8080}]}, {name: b, image: i, ports: [{containerPort: 80, hostPort: 8080}]}]", "spec.containers[1].ports[0].hostPort: Duplicate value: \"TCP//8080\"")]
    [InlineData("[{name: a, image: i, ports: [{containerPort: 80, hostPort: 8080}]}, {name: b, image: i, ports: [{containerPort: 80, hostPort: 8080, protocol: UDP}, {containerPort: 80, hostPort: 8080, hostIP: 127.0.0.1}]}]", null)]
    public void Check_Containers_FindsTheError(string containers, string? error) =>
        PodValidationTests.ExpectError(TestPods.WithContainers(containers), error);

    [Theory]
    [InlineData("initContainers: [{name: c, image: i}]", "spec.initContainers[0].name: Duplicate value: \"c\"")]
    [InlineData("initContainers: [{name: d, image: i, livenessProbe: {exec: {command: [a]}}}]", "spec.initContainers[0].livenessProbe: Forbidden: may not be set for init containers without restartPolicy Always")]
    [InlineData("initContainers: [{name: d, image: i, lifecycle: {}}]", "spec.initContainers[0].lifecycle: Forbidden: may not be set for init containers without restartPolicy Always")]
    [InlineData("initContainers: [{name: d, image: i, restartPolicy: Always, livenessProbe: {exec: {command: [a]}}}]", null)]
    [InlineData("initContainers: [{name: d, image: i, ports: [{containerPort: 80, hostPort: 80}]}, {name: e, image: i, ports: [{containerPort: 80, hostPort: 80}]}]", null)]
    [InlineData("initContainers: [{name: d, image: i, ports: [{containerPort: 80, hostPort: 80}, {containerPort: 81, hostPort: 80}]}]", "spec.initContainers[0].ports[1].hostPort: Duplicate value: \"TCP//80\"")]
    public void Check_InitContainers_FindsTheError(string fields, string? error) =>
        PodValidationTests.ExpectError(TestPods.WithSpec(fields), error);

    [Theory]
    [InlineData("ports: [{}]", "spec.containers[0].ports[0].containerPort: Required value")]
    [InlineData("ports: [{containerPort: 70000}]", "spec.containers[0].ports[0].containerPort: Invalid value: 70000: must be between 1 and 65535, inclusive")]
    [InlineData("ports: [{containerPort: 1, hostPort: -1}]", "spec.containers[0].ports[0].hostPort: Invalid value: -1: must be between 0 and 65535, inclusive")]
    [InlineData("ports: [{containerPort: 1, protocol: ICMP}]", """spec.containers[0].ports[0].protocol: Unsupported value: "ICMP": supported values: "SCTP", "TCP", "UDP" """)]
    [InlineData("ports: [{containerPort: 1, name: '1'}]", "spec.containers[0].ports[0].name: Invalid value: \"1\": must be 1 to 15 of a-z, 0-9 and '-', with a letter, and no '-' first, last or twice in a row")]
    [InlineData("ports: [{containerPort: 1, name: a}, {containerPort: 2, name: a}]", "spec.containers[0].ports[1].name: Duplicate value: \"a\"")]
    public void Check_Ports_FindsTheError(string fields, string error) =>
        PodValidationTests.ExpectError(TestPods.WithContainer(fields), error);

    [Theory]
    [InlineData("env: [{value: x}]", "spec.containers[0].env[0].name: Required value")]
    [InlineData("env: [{name: 'a=b'}]", "spec.containers[0].env[0].name: Invalid value: \"a=b\": must be printable ASCII without '='")]
    [InlineData("env: [{name: a, valueFrom: {}}]", "spec.containers[0].env[0].valueFrom: Invalid value: \"\": one of fieldRef, resourceFieldRef, configMapKeyRef, secretKeyRef and fileKeyRef must be set")]
    [InlineData("env: [{name: a, value: secret, valueFrom: {secretKeyRef: {name: s, key: k}}}]", "spec.containers[0].env[0].valueFrom: Invalid value: \"\": may not be set when value is not empty")]
    [InlineData("env: [{name: a, valueFrom: {secretKeyRef: {name: s, key: k}, configMapKeyRef: {name: s, key: k}}}]", "spec.containers[0].env[0].valueFrom: Invalid value: \"\": only one source may be set")]
    [InlineData("env: [{name: a, valueFrom: {secretKeyRef: {name: s, key: ..k}}}]", "spec.containers[0].env[0].valueFrom.secretKeyRef.key: Invalid value: \"..k\": must not be '.' or start with '..'")]
    [InlineData("env: [{name: a, valueFrom: {configMapKeyRef: {key: k}}}]", "spec.containers[0].env[0].valueFrom.configMapKeyRef.name: Required value")]
    [InlineData("env: [{name: a, valueFrom: {fieldRef: {fieldPath: \"spec.nodeName['x']\"}}}]", "spec.containers[0].env[0].valueFrom.fieldRef: Invalid value: \"spec.nodeName\": takes no subscript")]
    [InlineData("env: [{name: a, valueFrom: {fieldRef: {fieldPath: spec.host}}}]", null)]
    [InlineData("env: [{name: a, valueFrom: {resourceFieldRef: {resource: limits.gpu}}}]", """spec.containers[0].env[0].valueFrom.resourceFieldRef.resource: Unsupported value: "limits.gpu": supported values: "limits.cpu", "limits.ephemeral-storage", "limits.memory", "requests.cpu", "requests.ephemeral-storage", "requests.memory" """)]
    [InlineData("env: [{name: a, valueFrom: {resourceFieldRef: {resource: limits.cpu, divisor: 2}}}]", "spec.containers[0].env[0].valueFrom.resourceFieldRef.divisor: Invalid value: \"2\": only 1m, 1 are allowed for limits.cpu")]
    [InlineData("env: [{name: a, valueFrom: {resourceFieldRef: {resource: limits.hugepages-2Mi, divisor: 1Mi}}}]", null)]
    [InlineData("env: [{name: a, valueFrom: {fileKeyRef: {volumeName: v, path: p, key: k}}}]", "spec.containers[0].env[0].valueFrom.fileKeyRef.volumeName: Not found: \"v\"")]
    [InlineData("envFrom: [{}]", "spec.containers[0].envFrom[0]: Invalid value: \"\": one of configMapRef and secretRef must be set")]
    [InlineData("envFrom: [{secretRef: {name: S}}]", "spec.containers[0].envFrom[0].secretRef.name: Invalid value: \"S\": must be a lower case RFC 1123 subdomain: labels of a-z, 0-9 and '-' with '.' between")]
    public void Check_Environment_FindsTheError(string fields, string? error) =>
        PodValidationTests.ExpectError(TestPods.WithContainer(fields), error);

    [Theory]
    [InlineData("livenessProbe: {}", "spec.containers[0].livenessProbe: Required value: must have a handler")]
    [InlineData("livenessProbe: {exec: {command: [a]}, grpc: {port: 1}}", "spec.containers[0].livenessProbe: Forbidden: may not have more than one handler")]
    [InlineData("livenessProbe: {exec: {}}", "spec.containers[0].livenessProbe.exec.command: Required value")]
    [InlineData("livenessProbe: {grpc: {port: 0}}", "spec.containers[0].livenessProbe.grpc.port: Invalid value: 0: must be between 1 and 65535, inclusive")]
    [InlineData("livenessProbe: {tcpSocket: {port: HTTP}}", "spec.containers[0].livenessProbe.tcpSocket.port: Invalid value: \"HTTP\": must be 1 to 15 of a-z, 0-9 and '-', with a letter, and no '-' first, last or twice in a row")]
    [InlineData("livenessProbe: {tcpSocket: {port: 1}, successThreshold: 2}", "spec.containers[0].livenessProbe.successThreshold: Invalid value: 2: must be 1")]
    [InlineData("readinessProbe: {tcpSocket: {port: 1}, successThreshold: 2}", null)]
    [InlineData("readinessProbe: {tcpSocket: {port: 1}, terminationGracePeriodSeconds: 3}", "spec.containers[0].readinessProbe.terminationGracePeriodSeconds: Invalid value: 3: must not be set for readiness probes")]
    [InlineData("startupProbe: {tcpSocket: {port: 1}, terminationGracePeriodSeconds: 0}", "spec.containers[0].startupProbe.terminationGracePeriodSeconds: Invalid value: 0: must be greater than 0")]
    [InlineData("startupProbe: {tcpSocket: {port: 1}, periodSeconds: -1}", "spec.containers[0].startupProbe.periodSeconds: Invalid value: -1: must be greater than or equal to 0")]
    [InlineData("startupProbe: {httpGet: {port: 1, scheme: ftp}}", """spec.containers[0].startupProbe.httpGet.scheme: Unsupported value: "ftp": supported values: "HTTP", "HTTPS" """)]
    [InlineData("startupProbe: {httpGet: {port: 1, httpHeaders: [{name: 'a b'}]}}", "spec.containers[0].startupProbe.httpGet.httpHeaders[0].name: Invalid value: \"a b\": must be of A-Z, a-z, 0-9 and '-'")]
    [InlineData("lifecycle: {preStop: {sleep: {seconds: 31}}}", "spec.containers[0].lifecycle.preStop.sleep: Invalid value: 31: must be between 0 and terminationGracePeriodSeconds (30)")]
    [InlineData("lifecycle: {postStart: {}}", "spec.containers[0].lifecycle.postStart: Required value: must have a handler")]
    public void Check_Handlers_FindsTheError(string fields, string? error) =>
        PodValidationTests.ExpectError(TestPods.WithContainer(fields), error);

    [Theory]
    [InlineData("restartPolicyRules: [{action: Restart, exitCodes: {operator: In, values: [1]}}]", "spec.containers[0].restartPolicyRules: Required value: restartPolicy must be set when there are rules")]
    [InlineData("restartPolicy: Never, restartPolicyRules: [{action: Stop, exitCodes: {operator: In, values: [1]}}]", """spec.containers[0].restartPolicyRules[0].action: Unsupported value: "Stop": supported values: "Restart", "RestartAllContainers" """)]
    [InlineData("restartPolicy: Never, restartPolicyRules: [{action: Restart}]", "spec.containers[0].restartPolicyRules[0].exitCodes: Required value")]
    [InlineData("restartPolicy: Never, restartPolicyRules: [{action: Restart, exitCodes: {operator: In}}]", "spec.containers[0].restartPolicyRules[0].exitCodes.values: Required value: at least one exit code is needed")]
    [InlineData("restartPolicy: Never, restartPolicyRules: [{action: Restart, exitCodes: {operator: In, values: [1, 1]}}]", "spec.containers[0].restartPolicyRules[0].exitCodes.values: Duplicate value: 1")]
    [InlineData("resizePolicy: [{resourceName: disk, restartPolicy: NotRequired}]", """spec.containers[0].resizePolicy[0].resourceName: Unsupported value: "disk": supported values: "cpu", "memory" """)]
    [InlineData("restartPolicy: Never, resizePolicy: [{resourceName: cpu, restartPolicy: RestartContainer}]", "spec.containers[0].resizePolicy[0].restartPolicy: Invalid value: \"RestartContainer\": must be NotRequired when restartPolicy is Never")]
    public void Check_Restart_FindsTheError(string fields, string error) =>
        PodValidationTests.ExpectError(TestPods.WithContainer(fields), error);

    [Fact]
    public void Check_TooManyRestartRules_AreRefused()
    {
        var rules = string.Join(", ", Enumerable.Repeat("{action: Restart, exitCodes: {operator: In, values: [1]}}", 21));

        PodValidationTests.ExpectError(
            TestPods.WithContainer($"restartPolicy: Never, restartPolicyRules: [{rules}]"),
            "spec.containers[0].restartPolicyRules: Too many: 21: must have at most 20 items");
    }
}
