using System.Text;

namespace Agent.Server.Health;

/// <summary>The answer of /healthz, in the form of the kubelet's.</summary>
/// <param name="IsHealthy">Whether all checks passed.</param>
/// <param name="Text">The body of the answer.</param>
public sealed record HealthReport(bool IsHealthy, string Text)
{
    /// <summary>Runs all checks.</summary>
    /// <param name="checks">The checks, in the order shown.</param>
    /// <param name="verbose">Whether each check is named when all is well.</param>
    public static HealthReport Of(IEnumerable<HealthCheck> checks, bool verbose)
    {
        var text = new StringBuilder();
        var healthy = true;
        foreach (var check in checks)
        {
            var problem = Run(check);
            healthy &= problem is null;
            text.Append(problem is null ? $"[+]{check.Name} ok\n" : $"[-]{check.Name} failed: {problem}\n");
        }

        return healthy
            ? new HealthReport(true, verbose ? $"{text}healthz check passed\n" : "ok")
            : new HealthReport(false, $"{text}healthz check failed\n");
    }

    private static string? Run(HealthCheck check)
    {
        try
        {
            return check.Problem();
        }
        catch (Exception e) when (e is not OutOfMemoryException)
        {
            return $"the check itself failed: {e.Message}";
        }
    }
}
