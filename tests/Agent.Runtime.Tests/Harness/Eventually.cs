using System.Diagnostics;

namespace Agent.Runtime.Tests.Harness;

/// <summary>Waits for what another process brings about.</summary>
internal static class Eventually
{
    /// <summary>How long anything may take on a busy machine.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    public static async Task<T> GetAsync<T>(Func<Task<T>> read, Func<T, bool> isRight, string what)
    {
        var watch = Stopwatch.StartNew();
        while (true)
        {
            var value = await read();
            if (isRight(value))
            {
                return value;
            }

            if (watch.Elapsed > Patience)
            {
                throw new TimeoutException($"{what}; last seen: {value}");
            }

            await Task.Delay(20);
        }
    }

    public static Task TrueAsync(Func<bool> condition, string what) => GetAsync(() => Task.FromResult(condition()), value => value, what);
}
