namespace Agent.ApiServer.Tests.Kubectl;

/// <summary>A test that needs kubectl; skipped, with the reason, where there is none.</summary>
internal sealed class KubectlFactAttribute : FactAttribute
{
    public KubectlFactAttribute()
    {
        if (Kubectl.Path is null)
        {
            Skip = "kubectl is not on the PATH";
        }
    }
}
