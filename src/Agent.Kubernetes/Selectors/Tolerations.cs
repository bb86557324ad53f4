namespace Agent.Kubernetes.Selectors;

/// <summary>Which taints a toleration covers.</summary>
public static class Tolerations
{
    /// <summary>Whether it covers a taint: an empty effect covers every effect, an empty key with Exists every key.</summary>
    /// <param name="toleration">The toleration.</param>
    /// <param name="key">Key of the taint.</param>
    /// <param name="value">Its value; may be empty.</param>
    /// <param name="effect">NoSchedule, PreferNoSchedule or NoExecute.</param>
    public static bool Tolerates(this V1Toleration toleration, string key, string value, string effect)
    {
        ArgumentNullException.ThrowIfNull(toleration);
        return (string.IsNullOrEmpty(toleration.Effect) || toleration.Effect == effect)
            && (string.IsNullOrEmpty(toleration.Key) ? toleration.Operator == "Exists" : toleration.Key == key)
            && (toleration.Operator == "Exists" || (toleration.Value ?? "") == value);
    }
}
