using System.Text;
using Agent.Kubernetes.Defaulting;
using Agent.Kubernetes.Manifests;

namespace Agent.Kubernetes.Tests;

/// <summary>Pods written in YAML.</summary>
internal static class TestPods
{
    /// <summary>A pod of this YAML, as written.</summary>
    public static V1Pod Read(string yaml)
    {
        var result = ManifestReader.ReadPod("test.yaml", Encoding.UTF8.GetBytes(yaml));
        Assert.Null(result.Error?.ToString());
        Assert.Empty(result.Warnings);
        return result.Pod!;
    }

    /// <summary>A pod with one container and these further fields of its spec, in flow style; defaulted.</summary>
    public static V1Pod WithSpec(string fields) => PodDefaults.Apply(Flow(
        "{apiVersion: v1, kind: Pod, metadata: {name: web, namespace: default}, spec: {containers: [{name: c, image: i}], " + fields + "}}"));

    /// <summary>A pod whose one container has these further fields, in flow style; defaulted.</summary>
    public static V1Pod WithContainer(string fields) => PodDefaults.Apply(Flow(
        "{apiVersion: v1, kind: Pod, metadata: {name: web, namespace: default}, spec: {containers: [{name: c, image: i, " + fields + "}]}}"));

    /// <summary>A pod with these containers, in flow style; defaulted.</summary>
    public static V1Pod WithContainers(string containers) => PodDefaults.Apply(Flow(
        "{apiVersion: v1, kind: Pod, metadata: {name: web, namespace: default}, spec: {containers: " + containers + "}}"));

    // A document mark in front keeps a flow mapping from being read as JSON.
    private static V1Pod Flow(string flow) => Read("--- " + flow);
}
