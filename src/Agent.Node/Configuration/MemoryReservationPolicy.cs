namespace Agent.Node.Configuration;

/// <summary>How requests of memory become protection by the kernel.</summary>
public enum MemoryReservationPolicy
{
    /// <summary>Not at all.</summary>
    None,

    /// <summary>Guaranteed pods' firmly, burstable pods' if possible.</summary>
    TieredReservation,
}
