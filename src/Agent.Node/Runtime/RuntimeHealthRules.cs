using Agent.Cri.Protocol;

namespace Agent.Node.Runtime;

/// <summary>Turns the answers of the health call into <see cref="RuntimeHealth"/>.</summary>
internal static class RuntimeHealthRules
{
    /// <summary>Reads a CRI status: its conditions RuntimeReady and NetworkReady.</summary>
    public static RuntimeHealth FromStatus(StatusResponse response)
    {
        var runtime = Condition(response, "RuntimeReady");
        var network = Condition(response, "NetworkReady");
        var message = string.Join("; ", new[] { Describe("runtime", runtime), Describe("network", network) }.Where(m => m.Length > 0));
        return new RuntimeHealth(runtime?.Status == true, network?.Status == true, message)
        {
            RuntimeError = Error("container runtime not ready", "RuntimeReady", runtime),
            NetworkError = Error("container runtime network not ready", "NetworkReady", network),
        };
    }

    /// <summary>
    /// After a failed call: the last health stands until <paramref name="downAfter"/> has passed since the last success,
    /// so that one slow answer does not make the node not ready.
    /// </summary>
    public static RuntimeHealth AfterFailure(RuntimeHealth last, TimeSpan sinceSuccess, TimeSpan downAfter, CriFailure failure) =>
        sinceSuccess < downAfter
            ? last
            : new RuntimeHealth(false, false, $"the runtime has not answered for {sinceSuccess.TotalSeconds:0} s: {failure.Message}")
            {
                RuntimeError = "container runtime is down",
            };

    private static RuntimeCondition? Condition(StatusResponse response, string type) =>
        response.Status?.Conditions.FirstOrDefault(c => c.Type == type);

    private static string Describe(string what, RuntimeCondition? condition) => condition switch
    {
        null => $"{what}: no condition reported",
        { Status: true } => "",
        _ => $"{what} not ready: {condition.Reason} {condition.Message}".TrimEnd(),
    };

    private static string Error(string what, string type, RuntimeCondition? condition) => condition switch
    {
        { Status: true } => "",
        null => $"{what}: {type} is not reported",
        _ => $"{what}: {type}=false reason:{condition.Reason} message:{condition.Message}",
    };
}
