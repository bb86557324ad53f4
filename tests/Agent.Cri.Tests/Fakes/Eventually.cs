namespace Agent.Cri.Tests.Fakes;

/// <summary>Waits for what another thread is about to do.</summary>
internal static class Eventually
{
    /// <summary>Long enough for a machine that is busy with other things.</summary>
    public static readonly TimeSpan Deadline = TimeSpan.FromSeconds(60);

    public static async Task IsTrueAsync(Func<bool> condition)
    {
        using var late = new CancellationTokenSource(Deadline);
        while (!condition())
        {
            Assert.False(late.IsCancellationRequested, "the condition did not come true");
            await Task.Delay(5, CancellationToken.None);
        }
    }
}
