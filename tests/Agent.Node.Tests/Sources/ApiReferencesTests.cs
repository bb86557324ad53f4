using System.Text;
using Agent.Kubernetes;
using Agent.Kubernetes.Manifests;
using Agent.Node.Sources;

namespace Agent.Node.Tests.Sources;

public sealed class ApiReferencesTests
{
    [Theory]
    [InlineData("serviceAccountName: a", "spec.serviceAccountName", "a service account")]
    [InlineData("imagePullSecrets: [{name: a}]", "spec.imagePullSecrets[0]", "a secret")]
    [InlineData("resourceClaims: [{name: a, resourceClaimName: b}]", "spec.resourceClaims[0]", "a resource claim")]
    [InlineData("containers: [{name: a, env: [{name: x, valueFrom: {secretKeyRef: {name: s, key: k}}}]}]", "spec.containers[0].env[0].valueFrom.secretKeyRef", "a secret")]
    [InlineData("containers: [{name: a, env: [{name: x, valueFrom: {configMapKeyRef: {name: s, key: k}}}]}]", "spec.containers[0].env[0].valueFrom.configMapKeyRef", "a config map")]
    [InlineData("initContainers: [{name: a, envFrom: [{secretRef: {name: s}}]}]", "spec.initContainers[0].envFrom[0].secretRef", "a secret")]
    [InlineData("ephemeralContainers: [{name: a, envFrom: [{configMapRef: {name: s}}]}]", "spec.ephemeralContainers[0].envFrom[0].configMapRef", "a config map")]
    [InlineData("volumes: [{name: a, secret: {secretName: s}}]", "spec.volumes[0].secret", "a secret")]
    [InlineData("volumes: [{name: a, configMap: {name: s}}]", "spec.volumes[0].configMap", "a config map")]
    [InlineData("volumes: [{name: a, persistentVolumeClaim: {claimName: s}}]", "spec.volumes[0].persistentVolumeClaim", "a persistent volume claim")]
    [InlineData("volumes: [{name: a, ephemeral: {}}]", "spec.volumes[0].ephemeral", "a persistent volume claim")]
    [InlineData("volumes: [{name: a, csi: {driver: d}}]", "spec.volumes[0].csi", "a CSI driver")]
    [InlineData("volumes: [{name: a, azureFile: {secretName: s, shareName: t}}]", "spec.volumes[0].azureFile", "a secret")]
    [InlineData("volumes: [{name: a, glusterfs: {endpoints: s, path: t}}]", "spec.volumes[0].glusterfs", "endpoints")]
    [InlineData("volumes: [{name: a, iscsi: {targetPortal: t, iqn: i, lun: 0, secretRef: {name: s}}}]", "spec.volumes[0].iscsi.secretRef", "a secret")]
    [InlineData("volumes: [{name: a, projected: {sources: [{downwardAPI: {}}, {secret: {name: s}}]}}]", "spec.volumes[0].projected.sources[1].secret", "a secret")]
    [InlineData("volumes: [{name: a, projected: {sources: [{configMap: {name: s}}]}}]", "spec.volumes[0].projected.sources[0].configMap", "a config map")]
    [InlineData("volumes: [{name: a, projected: {sources: [{serviceAccountToken: {path: t}}]}}]", "spec.volumes[0].projected.sources[0].serviceAccountToken", "a service account")]
    [InlineData("volumes: [{name: a, projected: {sources: [{clusterTrustBundle: {path: t}}]}}]", "spec.volumes[0].projected.sources[0].clusterTrustBundle", "a cluster trust bundle")]
    [InlineData("volumes: [{name: a, projected: {sources: [{podCertificate: {keyType: ED25519, signerName: s}}]}}]", "spec.volumes[0].projected.sources[0].podCertificate", "a signer of pod certificates")]
    public void Find_Reference_IsRefusedByName(string spec, string field, string what) =>
        Assert.Equal($"{field}: Forbidden: a static pod may not refer to {what}", Assert.Single(ApiReferences.Find(Pod(spec))).ToString());

    [Theory]
    [InlineData("containers: [{name: a, env: [{name: x, valueFrom: {fieldRef: {fieldPath: metadata.name}}}]}]")]
    [InlineData("volumes: [{name: a, emptyDir: {}}, {name: b, hostPath: {path: /}}, {name: c, downwardAPI: {}}, {name: d, image: {reference: x}}]")]
    [InlineData("volumes: [{name: a, projected: {sources: [{downwardAPI: {items: []}}]}}]")]
    [InlineData("volumes: [{name: a, nfs: {server: s, path: /}}]")]
    public void Find_WhatTheNodeHasItself_IsAllowed(string spec) => Assert.Empty(ApiReferences.Find(Pod(spec)));

    private static V1Pod Pod(string spec)
    {
        var result = ManifestReader.ReadPod("t", Encoding.UTF8.GetBytes($"apiVersion: v1\nkind: Pod\nspec: {{{spec}}}"));
        Assert.Null(result.Error?.ToString());
        return result.Pod!;
    }
}
