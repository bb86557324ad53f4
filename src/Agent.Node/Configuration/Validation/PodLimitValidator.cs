namespace Agent.Node.Configuration.Validation;

/// <summary>How many pods, processes and ids.</summary>
internal sealed class PodLimitValidator : IConfigurationValidator
{
    private const long IdBlock = 65536;

    public IEnumerable<Violation> Validate(KubeletConfiguration configuration)
    {
        var ids = configuration.UserNamespaces.IdsPerPod;
        return
        [
            .. Rules.AtLeast("maxPods", configuration.MaxPods, 0),
            .. Rules.AtLeast("podsPerCore", configuration.PodsPerCore, 0),
            .. Rules.AtLeast("podPidsLimit", configuration.PodPidsLimit, -1),
            .. Rules.Unless(
                ids >= IdBlock && ids % IdBlock == 0 && ids <= uint.MaxValue,
                "userNamespaces.idsPerPod",
                ids,
                $"a multiple of {IdBlock} up to {uint.MaxValue}"),
        ];
    }
}
