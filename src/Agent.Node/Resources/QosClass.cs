namespace Agent.Node.Resources;

/// <summary>How well a pod's resources are promised to it; the names are those of status.qosClass.</summary>
public enum QosClass
{
    /// <summary>Neither requests nor limits of cpu and memory.</summary>
    BestEffort,

    /// <summary>Some requests or limits.</summary>
    Burstable,

    /// <summary>Every container has limits of cpu and memory, and requests equal to them.</summary>
    Guaranteed,
}
